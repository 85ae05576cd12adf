package io.heddle.config.file;

import io.heddle.config.BadValueException;
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
import java.util.function.Consumer;
import java.util.function.Function;

/// Reads a configuration file.
public final class ConfigFile {
  private ConfigFile() {}

  /// Reads the file and checks all that it says.
  ///
  /// @param file named in messages as it is given here; relative paths in it are taken from its
  ///     folder
  /// @param environment the value of an environment variable, if it is set
  /// @param validator is given a configuration that is well by itself, and refuses by a
  ///     [BadValueException] what does not fit the world
  /// @throws IOException if the file cannot be read
  /// @throws ConfigException naming every mistake in it
  public static Config load(
      Path file, Function<String, Optional<String>> environment, Consumer<Config> validator)
      throws IOException, ConfigException {
    List<ConfigProblem> problems = new ArrayList<>();
    Config config = parse(file, text(file, problems), environment, validator, problems);
    if (!problems.isEmpty()) {
      problems.sort(Comparator.comparing(ConfigProblem::position));
      throw new ConfigException(file.toString(), problems);
    }
    return config;
  }

  /// The same without looking at anything but the file.
  public static Config load(Path file, Function<String, Optional<String>> environment)
      throws IOException, ConfigException {
    return load(file, environment, _ -> {});
  }

  private static Config parse(
      Path file,
      String text,
      Function<String, Optional<String>> environment,
      Consumer<Config> validator,
      List<ConfigProblem> problems) {
    // Absolute, so that the effective configuration means the same wherever it is read.
    Path folder = file.toAbsolutePath().resolveSibling("");
    ConfigKeys schema =
        new ConfigKeys(
            ValueFormats.path(folder), ValueFormats.address(folder), new SecretFormat(environment));
    Optional<YamlNode> root = YamlReader.parse(text, problems);
    Config config =
        root.map(node -> FieldReader.read("", node, problems, schema::config, Config.DEFAULT))
            .orElse(Config.DEFAULT);
    if (root.isPresent() && problems.isEmpty()) {
      try {
        validator.accept(config);
      } catch (BadValueException e) {
        TextPosition place = ConfigPath.position(root.get(), e.key());
        problems.add(new ConfigProblem(place, e.key() + ": " + e.getMessage()));
      }
    }
    return config;
  }

  /// The file's text; what stands before the first byte that is not UTF-8 if there is one.
  private static String text(Path file, List<ConfigProblem> problems) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file));
    CharBuffer chars = CharBuffer.allocate(bytes.remaining());
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    boolean valid = !decoder.decode(bytes, chars, true).isError();
    String text = chars.flip().toString();
    if (!valid) {
      problems.add(
          new ConfigProblem(UnprintableCharacters.positionAfter(text), "not UTF-8 from here on"));
      return "";
    }
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }
}
