package io.heddle.support;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Test vectors from a file: HTTP requests with the expected results. The file describes its format.
public final class RequestVectors {
  private static final Pattern ESCAPE = Pattern.compile("\\\\(x[0-9a-f]{2}|.)");

  private RequestVectors() {}

  /// Request with its expected result.
  ///
  /// @param name description of the attack
  public record Vector(String name, String request, ExpectedResult expected) {
    /// Text of the request for an origin with this address.
    public String request(Object address) {
      return filled(request, address);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  /// Expected result of a request.
  public sealed interface ExpectedResult {}

  /// The client gets this status, and the origin gets nothing.
  public record Refused(String status) implements ExpectedResult {}

  /// The origin gets an incomplete request.
  public record Cut() implements ExpectedResult {}

  /// The origin gets exactly this request.
  public record Forwarded(String template) implements ExpectedResult {
    /// Text of the request for an origin with this address.
    public String text(Object address) {
      return filled(template, address);
    }
  }

  /// Reads all vectors of a resource.
  public static List<Vector> read(String file) {
    List<Vector> vectors = new ArrayList<>();
    List<String> lines = lines(file);
    for (int i = 0; i < lines.size(); i += 3) {
      String request = lines.get(i + 1);
      String verdict = lines.get(i + 2);
      if (!request.startsWith("  ") || !verdict.startsWith("=> ")) {
        throw new IllegalArgumentException("not a vector: " + lines.subList(i, i + 3));
      }
      vectors.add(new Vector(lines.get(i), request.strip(), verdict(verdict.substring(3))));
    }
    return vectors;
  }

  /// Lines of a resource that are neither blank nor comments.
  static List<String> lines(String file) {
    try (InputStream in = RequestVectors.class.getResourceAsStream("/" + file)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ExpectedResult verdict(String text) {
    if (text.matches("[45][0-9][0-9]")) {
      return new Refused(text);
    }
    return text.equals("cut") ? new Cut() : new Forwarded(text);
  }

  private static String filled(String template, Object address) {
    return unescaped(
        template
            .replace("{S}", "GET http://{H}/smuggled HTTP/1.1\\r\\nHost: {H}\\r\\n\\r\\n")
            .replace("{G}", "GET http://{H}/ HTTP/1.1\\r\\nHost: {H}\\r\\n")
            .replace("{P}", "POST http://{H}/ HTTP/1.1\\r\\nHost: {H}\\r\\n")
            .replace("{g}", "GET / HTTP/1.1\\r\\nHost: {H}\\r\\n")
            .replace("{p}", "POST / HTTP/1.1\\r\\nHost: {H}\\r\\n")
            .replace("{H}", address.toString()));
  }

  /// The text that an escaped text stands for.
  static String unescaped(String text) {
    return ESCAPE
        .matcher(text)
        .replaceAll(match -> Matcher.quoteReplacement(character(match.group(1))));
  }

  private static String character(String escape) {
    return switch (escape.charAt(0)) {
      case 'r' -> "\r";
      case 'n' -> "\n";
      case 't' -> "\t";
      case '0' -> "\0";
      case 'x' -> Character.toString(Integer.parseInt(escape.substring(1), 16));
      default -> escape;
    };
  }
}
