package io.heddle.cli.exec;

import io.heddle.app.AppException;
import io.heddle.app.HostLists;
import io.heddle.app.LogBuilder;
import io.heddle.app.Terminal;
import io.heddle.cli.command.ConfigArgument;
import io.heddle.cli.command.EffectiveConfig;
import io.heddle.cli.command.PidArgument;
import io.heddle.config.Config;
import io.heddle.control.ControlClient;
import io.heddle.logging.LogSettings;
import io.heddle.logging.LogSettings.AccessLines;
import io.heddle.policy.PolicyDefinition;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.commons.cli.CommandLine;
import org.tinylog.Logger;

/// Choice of the proxy for a child process: the running one, if there is one that can host the
/// session, else a private one in this process.
record ExecProxyChoice(CommandLine arguments) {
  static final String LOG = "log";
  private static final String STANDARD_ERROR = "-";

  /// Opens a session, which the caller closes.
  ExecProxy open(SessionRequest requested) throws AppException {
    Optional<ControlClient> running =
        PidArgument.runningUnless(arguments, ConfigArgument.NAME, LOG);
    if (running.isEmpty()) {
      PrivateExecProxy proxy = privateProxy(requested);
      announce(requested.session());
      return proxy;
    }
    Optional<RemoteExecSession> remote = RemoteExecSession.open(running.get(), requested);
    if (remote.isPresent()) {
      return remote.get();
    }
    PrivateExecProxy proxy = privateProxy(requested);
    Logger.warn(
        "the running proxy cannot open listeners for {}, which uses a private proxy instead",
        requested.session().user());
    return proxy;
  }

  /// Tells a person, by whom a surprise would be taken for a fault, that no running proxy is used.
  private void announce(ExecSession requested) {
    EffectiveConfig origin = ConfigArgument.origin(arguments);
    if (origin.kind() != EffectiveConfig.OriginKind.GIVEN
        && !arguments.hasOption(LOG)
        && Terminal.isStream(2)) {
      System.err.println("heddle: " + requested.user() + " has a private proxy, by " + origin);
    }
  }

  private PrivateExecProxy privateProxy(SessionRequest requested) throws AppException {
    HostLists lists = new HostLists();
    Config config = ConfigArgument.loadOrInstalled(arguments, lists::load);
    OutboundArgument.check(requested.outbound(), config);
    PolicyArgument.check(
        requested.policy(), config.policies().stream().map(PolicyDefinition::name).toList());
    LogBuilder.open(log(LogBuilder.settings(config.log())));
    try {
      return PrivateExecProxy.start(config, lists, requested);
    } catch (IOException e) {
      throw AppException.badInput(e.getMessage());
    }
  }

  /// The log of a private proxy: the file of `--log`, else the configured file, else warnings alone.
  private LogSettings log(LogSettings configured) throws AppException {
    String file = arguments.getOptionValue(LOG);
    if (file == null) {
      LogSettings quiet = LogSettings.WARNINGS;
      return configured.file().isPresent()
          ? configured
          : new LogSettings(quiet.level(), quiet.accessLines(), quiet.file(), configured.format());
    }
    try {
      Optional<Path> path =
          file.equals(STANDARD_ERROR) ? Optional.empty() : Optional.of(Path.of(file));
      return new LogSettings(configured.level(), AccessLines.WRITTEN, path, configured.format());
    } catch (InvalidPathException e) {
      throw AppException.badInput("--log " + file + ": not a path");
    }
  }
}
