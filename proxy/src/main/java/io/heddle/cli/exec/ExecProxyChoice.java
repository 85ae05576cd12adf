package io.heddle.cli.exec;

import io.heddle.app.AppException;
import io.heddle.app.HostLists;
import io.heddle.app.LogBuilder;
import io.heddle.app.Terminal;
import io.heddle.cli.command.ConfigArgument;
import io.heddle.cli.command.EffectiveConfig;
import io.heddle.cli.command.PidArgument;
import io.heddle.cli.command.RunningProxy;
import io.heddle.cli.command.SurroundingProxy;
import io.heddle.config.Config;
import io.heddle.config.OutboundConfig;
import io.heddle.config.ProxyUrl;
import io.heddle.control.ControlClient;
import io.heddle.logging.LogSettings;
import io.heddle.logging.LogSettings.AccessLines;
import io.heddle.policy.PolicyDefinition;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.commons.cli.CommandLine;
import org.tinylog.Logger;

/// Choice of the proxy for a child process: the running one, if there is one that can host the
/// session, else a private one in this process.
record ExecProxyChoice(CommandLine arguments) {
  static final String LOG = "log";

  /// The outbound of a private proxy that uses another one.
  private static final String AROUND = "exec";

  private static final String STANDARD_ERROR = "-";

  /// Opens a session, which the caller closes.
  ExecProxy open(SessionRequest requested) throws AppException {
    Optional<SurroundingProxy> around = around();
    if (around.isPresent()) {
      return open(requested, around.get());
    }
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

  /// The proxy of the `heddle exec` around this one, unless an option names another.
  private Optional<SurroundingProxy> around() throws AppException {
    Optional<SurroundingProxy> around = SurroundingProxy.of(System.getenv());
    boolean isolated = SurroundingProxy.isIsolated();
    for (String other : List.of(PidArgument.NAME, ConfigArgument.NAME)) {
      if (around.isPresent() && arguments.hasOption(other)) {
        if (isolated) {
          throw AppException.badInput(
              "--" + other + " cannot be used here: " + around.get() + " is the only way out");
        }
        return Optional.empty();
      }
    }
    if (around.isPresent() && !around.get().answers()) {
      throw AppException.failed(
          around.get()
              + " does not answer any more"
              + (isolated ? "" : "; unset HEDDLE_PROXY to use another"));
    }
    return around;
  }

  /// Opens a session by the proxy of the `heddle exec` around this one, so that its policy holds, too.
  /// What this one adds, such as a policy, is the work of a private proxy before that.
  private ExecProxy open(SessionRequest requested, SurroundingProxy around) throws AppException {
    if (requested.outbound().isPresent()) {
      throw AppException.badInput(
          "--outbound cannot be used here: " + around + " decides by its rules");
    }
    if (requested.policy().isEmpty()
        && requested.listener().isEmpty()
        && !arguments.hasOption(LOG)) {
      return new SurroundingSession(
          ExecSession.inside(requested.session().user(), around.listener()));
    }
    ProxyUrl url =
        new ProxyUrl(ProxyUrl.Scheme.HTTP, Optional.empty(), Optional.empty(), around.listener());
    // Asked of the running proxy once, and only for a policy that it may have.
    Optional<RunningProxy> running = requested.namesPolicy() ? running() : Optional.empty();
    Config config =
        Config.DEFAULT
            .withPolicies(requested.namesPolicy() ? policies(running) : List.of())
            .through(OutboundConfig.of(AROUND, url));
    String origin =
        running
            .map(one -> one.origin().toString())
            .orElseGet(() ->
                ConfigArgument.origin(arguments).summary()
                    + " (the policies of "
                    + around
                    + ", a private one, are not known here)");
    return start(config, new HostLists(), requested, origin);
  }

  /// The policies of the running proxy, by its file, or else of the installed configuration.
  private List<PolicyDefinition> policies(Optional<RunningProxy> running) throws AppException {
    Optional<String> file =
        running.filter(one -> !one.config().isEmpty()).map(RunningProxy::config);
    Config config =
        file.isPresent()
            ? ConfigArgument.load(file.get())
            : ConfigArgument.loadOrInstalled(arguments);
    return config.policies();
  }

  private static Optional<RunningProxy> running() {
    return PidArgument.known(ControlClient.all()).stream().findFirst().map(RunningProxy::of);
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
    return start(config, lists, requested, ConfigArgument.origin(arguments).toString());
  }

  private PrivateExecProxy start(
      Config config, HostLists lists, SessionRequest requested, String origin) throws AppException {
    PolicyArgument.check(
        requested.policy(),
        config.policies().stream().map(PolicyDefinition::name).toList(),
        origin);
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
