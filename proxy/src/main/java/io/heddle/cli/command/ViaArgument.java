package io.heddle.cli.command;

import io.heddle.app.AppException;
import io.heddle.config.Config;
import io.heddle.config.OutboundConfig;
import io.heddle.config.ProxyUrl;
import io.heddle.config.file.ConfigFile;
import java.util.Optional;
import org.apache.commons.cli.CommandLine;

/// Option `--via URL`: a configuration without a file, with one upstream proxy for all requests.
public final class ViaArgument {
  public static final String NAME = "via";

  private ViaArgument() {}

  /// The configuration, if the option was given.
  public static Optional<Config> load(CommandLine arguments) throws AppException {
    Optional<ProxyUrl> url = url(arguments);
    return url.map(upstream -> Config.DEFAULT.through(OutboundConfig.of(NAME, upstream)));
  }

  /// The option as a description of the configuration, without a password.
  public static Optional<String> describe(CommandLine arguments) throws AppException {
    return url(arguments).map(url -> "--" + NAME + " " + url.scheme() + "://" + url.address());
  }

  private static Optional<ProxyUrl> url(CommandLine arguments) throws AppException {
    String url = arguments.getOptionValue(NAME);
    if (url == null) {
      return Optional.empty();
    }
    if (arguments.hasOption(ConfigArgument.NAME)) {
      throw AppException.badInput("--via cannot be combined with --config, which names upstreams");
    }
    try {
      ProxyUrl parsed = ConfigFile.proxyUrl(url, name -> Optional.ofNullable(System.getenv(name)));
      if (parsed.missingPassword().isPresent()) {
        throw AppException.badInput("--via: " + parsed.missingPassword().get());
      }
      return Optional.of(parsed);
    } catch (IllegalArgumentException e) {
      throw AppException.badInput("--via: " + e.getMessage());
    }
  }
}
