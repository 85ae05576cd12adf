package io.heddle.config.file;

import io.heddle.config.Config;
import io.heddle.config.ConfigOrigin;
import io.heddle.config.ListValidator;
import io.heddle.config.ProxyUrl;
import io.heddle.config.Secret;
import io.heddle.config.TlsValidator;
import io.heddle.jdk.BlockingCheck;
import java.io.IOException;
import java.io.InputStream;
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

/// Reader of a configuration file.
public final class ConfigFile {
  /// A file of the most values that are read has less, unless they are longer than usual.
  private static final int MAX_BYTES = 16 << 20;

  private ConfigFile() {}

  /// Reads and validates a file.
  ///
  /// @param file path of the file, used unchanged in messages; paths in the file are relative to its
  ///     folder
  /// @param environment value of an environment variable, if it is set
  /// @param tlsFiles validates the files of sections `tls`
  /// @param listFiles validates, or reads, the files of lists
  /// @throws IOException if the file cannot be read
  /// @throws ConfigException if the file has mistakes; the message has all of them
  public static Config load(
      Path file,
      Function<String, Optional<String>> environment,
      TlsValidator tlsFiles,
      ListValidator listFiles)
      throws IOException, ConfigException {
    return load(file, new SecretFormat(environment), tlsFiles, listFiles);
  }

  static Config load(
      Path file, ValueFormat<Secret> secret, TlsValidator tlsFiles, ListValidator listFiles)
      throws IOException, ConfigException {
    List<ConfigProblem> problems = new ArrayList<>();
    Config config = parse(file, text(file, problems), secret, tlsFiles, listFiles, problems);
    if (!problems.isEmpty()) {
      problems.sort(Comparator.comparing(ConfigProblem::position));
      throw new ConfigException(file.toString(), problems);
    }
    return config;
  }

  /// Reads and validates a file without further validation.
  public static Config load(Path file, Function<String, Optional<String>> environment)
      throws IOException, ConfigException {
    return load(file, environment, TlsValidator.NONE, ListValidator.NONE);
  }

  /// Parses the URL of an upstream proxy as in a file.
  ///
  /// @throws IllegalArgumentException if it is none; the message has no secret
  public static ProxyUrl proxyUrl(String text, Function<String, Optional<String>> environment) {
    YamlNode.Scalar scalar =
        new YamlNode.Scalar(TextPosition.START, YamlNode.Scalar.ScalarKind.TEXT, text);
    return new ProxyUrlFormat(new SecretFormat(environment)).parse(scalar);
  }

  private static Config parse(
      Path file,
      Optional<String> text,
      ValueFormat<Secret> secret,
      TlsValidator tlsFiles,
      ListValidator listFiles,
      List<ConfigProblem> problems) {
    // Absolute, so that a printed configuration has the same meaning in every folder.
    Path folder = file.toAbsolutePath().resolveSibling("");
    ConfigKeys schema =
        new ConfigKeys(
            PathFormats.path(folder),
            PathFormats.address(folder),
            secret,
            tlsFiles,
            new ListKeys(PathFormats.path(folder), listFiles));
    Optional<YamlNode> root = text.flatMap(present -> YamlReader.parse(present, problems));
    Config config =
        root.map(node -> FieldReader.read("", node, problems, schema::config, Config.DEFAULT))
            .orElse(Config.DEFAULT);
    if (root.isPresent() && problems.isEmpty()) {
      return config.withOrigin(
          new ConfigOrigin(
              file.toString(),
              ruleLines(root.get()),
              PlacedWarnings.of(file.toString(), root.get(), config)));
    }
    return config;
  }

  private static List<Integer> ruleLines(YamlNode root) {
    return root instanceof YamlNode.Mapping mapping
            && mapping.entry("rules").map(YamlNode.MappingEntry::value).orElse(root)
                instanceof YamlNode.Sequence(var _, var rules)
        ? rules.stream().map(rule -> rule.position().line()).toList()
        : List.of();
  }

  /// Decodes the file. If it is not UTF-8, reports the position of the first invalid byte. Empty after
  /// a mistake.
  private static Optional<String> text(Path file, List<ConfigProblem> problems) throws IOException {
    assert BlockingCheck.isAllowed();
    ByteBuffer bytes = ByteBuffer.wrap(read(file));
    if (bytes.remaining() > MAX_BYTES) {
      problems.add(
          new ConfigProblem(
              TextPosition.START, "the file is larger than 16 MiB" + YamlReader.USE_A_LIST));
      return Optional.empty();
    }
    CharBuffer chars = CharBuffer.allocate(bytes.remaining());
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    boolean valid = !decoder.decode(bytes, chars, true).isError();
    String text = chars.flip().toString();
    if (!valid) {
      problems.add(
          new ConfigProblem(UnprintableCharacters.positionAfter(text), "not UTF-8 from here on"));
      return Optional.empty();
    }
    return Optional.of(text.startsWith("\uFEFF") ? text.substring(1) : text);
  }

  private static byte[] read(Path file) throws IOException {
    assert BlockingCheck.isAllowed();
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes(MAX_BYTES + 1);
    }
  }
}
