package io.heddle.cli.command;

import io.heddle.app.AppException;
import io.heddle.app.ExitCode;
import io.heddle.app.TlsFileCheck;
import io.heddle.config.Config;
import io.heddle.config.file.ConfigException;
import io.heddle.config.file.ConfigFile;
import io.heddle.config.file.ExposedSecretCheck;
import io.heddle.jdk.BlockingCheck;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
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
    String[] files = arguments.getOptionValues(NAME);
    if (files == null) {
      return Optional.empty();
    }
    if (files.length > 1) {
      throw AppException.badInput("--config can be given only once");
    }
    return Optional.of(load(files[0]));
  }

  /// The configuration of the given file, else that of the installed proxy, else the default: for
  /// commands about the proxy that a user runs all day.
  public static Config loadOrInstalled(CommandLine arguments) throws AppException {
    assert BlockingCheck.isAllowed();
    Optional<Config> given = load(arguments);
    if (given.isPresent()) {
      return given.get();
    }
    Path installed = installed(System.getenv());
    return Files.exists(installed) ? load(installed.toString()) : Config.DEFAULT;
  }

  /// The warning about secrets in the given file that others can read.
  public static Optional<String> exposedSecrets(CommandLine arguments, Config config) {
    return Optional.ofNullable(arguments.getOptionValue(NAME))
        .flatMap(file -> ExposedSecretCheck.warning(Path.of(file), config));
  }

  /// The configuration file that `scripts/install` creates.
  static Path installed(Map<String, String> environment) {
    return Optional.ofNullable(environment.get("XDG_CONFIG_HOME"))
        .map(Path::of)
        .filter(Path::isAbsolute)
        .orElseGet(() -> Path.of(System.getProperty("user.home"), ".config"))
        .resolve("heddle/heddle.yaml");
  }

  private static Config load(String file) throws AppException {
    try {
      return ConfigFile.load(
          Path.of(file),
          name -> Optional.ofNullable(System.getenv(name)),
          new TlsFileCheck(),
          _ -> {});
    } catch (ConfigException e) {
      throw new AppException(ExitCode.BAD_INPUT, e.getMessage());
    } catch (InvalidPathException | IOException e) {
      throw AppException.badInput("cannot read " + file + ": " + reason(file, e));
    }
  }

  private static String reason(String file, Exception e) {
    assert BlockingCheck.isAllowed();
    return switch (e) {
      case NoSuchFileException _ -> "no such file";
      case AccessDeniedException _ -> "permission denied";
      case InvalidPathException _ -> "not a path";
      default -> Files.isDirectory(Path.of(file)) ? "it is a folder" : e.getMessage();
    };
  }
}
