package io.heddle.cli.command;

import io.heddle.app.AppException;
import io.heddle.app.ExitCode;
import io.heddle.app.ListFileCheck;
import io.heddle.app.TlsFileCheck;
import io.heddle.config.Config;
import io.heddle.config.ListValidator;
import io.heddle.config.file.ConfigException;
import io.heddle.config.file.ConfigFile;
import io.heddle.config.file.ExposedSecretCheck;
import io.heddle.jdk.BlockingCheck;
import io.heddle.net.FileFailures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.cli.CommandLine;

/// Option `--config FILE`.
public final class ConfigArgument {
  public static final String NAME = "config";

  private ConfigArgument() {}

  /// The configuration of the given file, if one was given.
  public static Optional<Config> load(CommandLine arguments) throws AppException {
    return load(arguments, ListFileCheck::check);
  }

  /// The configuration of the given file, if one was given.
  ///
  /// @param lists reads or checks the files of its lists
  public static Optional<Config> load(CommandLine arguments, ListValidator lists)
      throws AppException {
    String file = arguments.getOptionValue(NAME);
    return file == null ? Optional.empty() : Optional.of(load(file, lists));
  }

  /// The configuration of the given file, else that of the installed proxy, else the default.
  public static Config loadOrInstalled(CommandLine arguments) throws AppException {
    return loadOrInstalled(arguments, ListFileCheck::check);
  }

  /// The same.
  ///
  /// @param lists reads or checks the files of its lists
  public static Config loadOrInstalled(CommandLine arguments, ListValidator lists)
      throws AppException {
    Optional<Config> given = load(arguments, lists);
    if (given.isPresent()) {
      return given.get();
    }
    Optional<String> installed = installed();
    return installed.isPresent() ? load(installed.get(), lists) : Config.DEFAULT;
  }

  /// The origin of what [#loadOrInstalled] returns.
  public static EffectiveConfig origin(CommandLine arguments) {
    // No lambdas here: each takes a millisecond of every start.
    String given = arguments.getOptionValue(NAME);
    if (given != null) {
      return EffectiveConfig.given(given);
    }
    Optional<String> installed = installed();
    return installed.isPresent()
        ? EffectiveConfig.installed(installed.get())
        : EffectiveConfig.defaults();
  }

  /// The file of `--config`, else the installed one, if there is one.
  public static Optional<String> file(CommandLine arguments) {
    return origin(arguments).file();
  }

  /// The failure with the absolute path of the file of `--config`: its reader may be in another folder.
  public static AppException withAbsoluteFile(CommandLine arguments, AppException failure) {
    String given = arguments.getOptionValue(NAME);
    if (given == null) {
      return failure;
    }
    String absolute = Path.of(given).toAbsolutePath().toString();
    return new AppException(
        failure.exitCode(),
        String.join(
            "\n",
            failure
                .getMessage()
                .lines()
                .map(line ->
                    line.startsWith(given + ":")
                        ? absolute + line.substring(given.length())
                        : line.replace(
                            " cannot read " + given + ":", " cannot read " + absolute + ":"))
                .toList()));
  }

  /// The configuration file that `scripts/install` has created, if it has.
  private static Optional<String> installed() {
    assert BlockingCheck.isAllowed();
    Path file = installed(System.getenv());
    return Files.exists(file) ? Optional.of(file.toString()) : Optional.empty();
  }

  /// The warning about secrets in the configuration file that others can read.
  public static Optional<String> exposedSecrets(CommandLine arguments, Config config) {
    Optional<String> file = file(arguments);
    return file.isPresent() ? exposedSecrets(file.get(), config) : Optional.empty();
  }

  /// The warning about secrets in this file that others can read.
  public static Optional<String> exposedSecrets(String file, Config config) {
    return ExposedSecretCheck.warning(Path.of(file), config);
  }

  /// The configuration file that `scripts/install` creates.
  static Path installed(Map<String, String> environment) {
    return configFolder(environment).resolve("heddle/heddle.yaml");
  }

  private static Path configFolder(Map<String, String> environment) {
    Path folder = Path.of(environment.getOrDefault("XDG_CONFIG_HOME", ""));
    if (folder.isAbsolute()) {
      return folder;
    }
    Path home = Path.of(environment.getOrDefault("HOME", ""));
    return (home.isAbsolute() ? home : Path.of(System.getProperty("user.home"))).resolve(".config");
  }

  /// The configuration of a file.
  public static Config load(String file) throws AppException {
    return load(file, ListFileCheck::check);
  }

  /// The configuration of a file.
  ///
  /// @param lists reads or checks the files of its lists
  public static Config load(String file, ListValidator lists) throws AppException {
    try {
      return ConfigFile.load(
          Path.of(file),
          name -> Optional.ofNullable(System.getenv(name)),
          new TlsFileCheck(),
          lists);
    } catch (ConfigException e) {
      throw new AppException(ExitCode.BAD_INPUT, e.getMessage());
    } catch (InvalidPathException e) {
      throw AppException.badInput("cannot read " + file + ": not a path");
    } catch (IOException e) {
      throw AppException.badInput(
          "cannot read " + file + ": " + FileFailures.reason(Path.of(file), e));
    }
  }
}
