package io.heddle.pac;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Scripts and expressions with the answers that their functions' specification demands, for Heddle and
/// for the programs that it is compared with.
public final class PacCorpus {
  private static final List<String> SCRIPTS = List.of("company.pac", "hash.pac", "strange.pac");

  private PacCorpus() {}

  /// Expression with its value as text.
  ///
  /// @param who agrees: `all`, `chromium` or `heddle`
  public record Expression(String who, String code, String value) {
    @Override
    public String toString() {
      return code + " = " + value;
    }
  }

  /// Question to a script, with its answer.
  public record Question(String script, String url, String answer) {
    /// The host as browsers give it.
    public String host() {
      String authority = url.substring(url.indexOf("://") + 3).replaceFirst("[/?].*", "");
      return authority.replaceFirst(":[0-9]+$", "");
    }
  }

  public static Stream<Expression> expressions() {
    return text("functions.txt")
        .lines()
        .filter(line -> !line.isBlank() && !line.startsWith("#"))
        .map(line -> {
          int first = line.indexOf(" | ");
          int last = line.lastIndexOf(" | ");
          return new Expression(
              line.substring(0, first), line.substring(first + 3, last), line.substring(last + 3));
        });
  }

  public static Stream<Question> questions() {
    return SCRIPTS.stream()
        .flatMap(script ->
            script(script)
                .lines()
                .filter(line -> line.startsWith("// ? "))
                .map(line -> line.substring("// ? ".length()).split(" \\| ", 2))
                .map(pair -> new Question(script, pair[0], pair[1])));
  }

  public static String script(String name) {
    return text("scripts/" + name);
  }

  private static String text(String file) {
    try (InputStream in = PacCorpus.class.getResourceAsStream(file)) {
      return new String(
          Optional.ofNullable(in).orElseThrow().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
