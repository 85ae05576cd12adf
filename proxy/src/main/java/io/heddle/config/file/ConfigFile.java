package io.heddle.config.file;

import io.heddle.config.Config;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Reads a configuration file.
public final class ConfigFile {
  private ConfigFile() {}

  /// Reads the file and checks everything that can be checked without starting.
  ///
  /// @param file named in messages as it is given here; relative paths in it are taken from its
  ///     folder
  /// @param environment the value of an environment variable, if it is set
  /// @throws IOException if the file cannot be read
  /// @throws ConfigException naming every mistake in it
  public static Config load(Path file, Function<String, Optional<String>> environment)
      throws IOException, ConfigException {
    List<Problem> problems = new ArrayList<>();
    Config config = parse(file, text(file, problems), environment, problems);
    if (!problems.isEmpty()) {
      problems.sort(Comparator.comparing(Problem::place));
      throw new ConfigException(file.toString(), problems);
    }
    return config;
  }

  private static Config parse(
      Path file,
      String text,
      Function<String, Optional<String>> environment,
      List<Problem> problems) {
    // Absolute, so that the effective configuration means the same wherever it is read.
    Path folder = file.toAbsolutePath().resolveSibling("");
    Schema schema = new Schema(Formats.path(folder), new SecretFormat(environment));
    return YamlText.parse(text, problems)
        .map(root -> ReadFields.read("", root, problems, schema::config, Config.DEFAULT))
        .orElse(Config.DEFAULT);
  }

  /// The file's text; what stands before the first byte that is not UTF-8 if there is one.
  private static String text(Path file, List<Problem> problems) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file));
    CharBuffer chars = CharBuffer.allocate(bytes.remaining());
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    boolean valid = !decoder.decode(bytes, chars, true).isError();
    String text = chars.flip().toString();
    if (!valid) {
      problems.add(new Problem(Unprintable.placeAfter(text), "not UTF-8 from here on"));
      return "";
    }
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }
}
