package io.heddle.support;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Test vectors from `responses.txt`: responses of an origin with what a client gets. The file
/// describes its format.
public final class ResponseVectors {
  private static final Pattern REPETITION = Pattern.compile("\\{(\\d+)\\*([^{}]*)}");

  private ResponseVectors() {}

  /// Response with the expected result.
  ///
  /// @param name description of the form
  public record ResponseVector(String name, String response, ExpectedResponse expected) {
    @Override
    public String toString() {
      return name;
    }
  }

  /// Expected result of a response.
  public sealed interface ExpectedResponse {}

  /// The client gets 502 with this sentence about the origin.
  public record BadGateway(String sentence) implements ExpectedResponse {}

  /// The client gets exactly this, and then the end.
  public record PassedOn(String text) implements ExpectedResponse {}

  /// Reads all vectors.
  public static List<ResponseVector> read() {
    List<ResponseVector> vectors = new ArrayList<>();
    List<String> lines = RequestVectors.lines("responses.txt");
    for (int i = 0; i < lines.size(); i += 4) {
      String response = lines.get(i + 1);
      String result = lines.get(i + 3);
      if (!response.startsWith("  ") || !result.startsWith("=> ")) {
        throw new IllegalArgumentException("not a vector: " + lines.subList(i, i + 4));
      }
      vectors.add(
          new ResponseVector(
              lines.get(i), expanded(response.substring(2)), expected(result.substring(3))));
    }
    return vectors;
  }

  private static ExpectedResponse expected(String text) {
    return text.startsWith("502 ")
        ? new BadGateway(text.substring(4))
        : new PassedOn(expanded(text));
  }

  private static String expanded(String text) {
    Matcher repetition = REPETITION.matcher(text);
    return repetition.find()
        ? expanded(
            repetition.replaceAll(match ->
                Matcher.quoteReplacement(match.group(2).repeat(Integer.parseInt(match.group(1))))))
        : RequestVectors.unescaped(text);
  }
}
