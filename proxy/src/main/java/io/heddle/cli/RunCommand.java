package io.heddle.cli;

import static java.util.stream.Collectors.joining;

import io.heddle.address.Address;
import io.heddle.admin.AdminRouter;
import io.heddle.admin.ProxyMonitor;
import io.heddle.app.AdminEndpoint;
import io.heddle.app.AppException;
import io.heddle.app.ConfigSource;
import io.heddle.app.ConfigWatch;
import io.heddle.app.DescriptorCheck;
import io.heddle.app.ExitCode;
import io.heddle.app.HeddleVersion;
import io.heddle.app.HostLists;
import io.heddle.app.IdleGc;
import io.heddle.app.ListenFailure;
import io.heddle.app.LogBuilder;
import io.heddle.app.PageEndpoint;
import io.heddle.app.Reload;
import io.heddle.app.RunningServer;
import io.heddle.app.ServerBuilder;
import io.heddle.app.ServiceNotifier;
import io.heddle.app.Shutdown;
import io.heddle.app.SighupHandler;
import io.heddle.app.StartupWarmup;
import io.heddle.app.rules.RuleRoutes;
import io.heddle.cli.command.Arguments;
import io.heddle.cli.command.Command;
import io.heddle.cli.command.ConfigArgument;
import io.heddle.cli.command.ListenArgument;
import io.heddle.cli.command.ViaArgument;
import io.heddle.cli.exec.ExecSessionHost;
import io.heddle.config.Config;
import io.heddle.control.ControlSocket;
import io.heddle.net.systemd.InheritedSockets;
import io.heddle.server.ListenException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Options;
import org.tinylog.Logger;

/// Command `heddle run`: runs the proxy until a signal ends it.
public record RunCommand() implements Command {
  @Override
  public String name() {
    return "run";
  }

  @Override
  public Options options() {
    return new Options()
        .addOption(Arguments.option(ConfigArgument.NAME))
        .addOption(Arguments.repeatableOption(ListenArgument.NAME))
        .addOption(Arguments.option(ListenArgument.ADMIN))
        .addOption(Arguments.option(ViaArgument.NAME));
  }

  @Override
  public String help() {
    return """
    heddle run [--config FILE | --via URL] [--listen ADDR]... [--admin ADDR]

    Starts the proxy by the installed configuration, ~/.config/heddle/heddle.yaml, if there is one.
    Else it serves SOCKS and HTTP on 127.0.0.1:1080 and connects to targets directly. On SIGTERM or
    SIGINT (Ctrl-C) it stops accepting connections, and open ones get the time of timeouts.drain to
    end. On Ctrl-C, tunnels in which nothing moves end at once,
    and so does everything on a second Ctrl-C. If a file system that does not answer delays the end
    by five seconds more, the proxy ends with exit code 1. A change of the file, or of a list that
    it names, is applied at once; SIGHUP and heddle reload apply it, too.

      --config FILE   the configuration, in YAML
      --listen ADDR   listen for SOCKS and HTTP on this host:port, [v6]:port or unix:/path instead
                      of the configured inbounds; may be given more than once
      --admin ADDR    the status page at this host:port instead of the configured one
      --via URL       send all requests to this upstream proxy, without a configuration file, such
                      as socks5://127.0.0.1:9050 or http://me:${PASSWORD}@proxy.example:3128

    Exit codes: 0 stopped by a signal, 1 failed at run time, 2 bad arguments or configuration, 3 the
    memory of the JVM was full. Without --config, SIGHUP ends the proxy with 129.

    Examples:
      heddle run --listen 127.0.0.1:3128 --listen '[::1]:3128'
      heddle run --config heddle.yaml
    """;
  }

  @Override
  public ExitCode run(CommandLine arguments, PrintStream out) throws AppException {
    Optional<String> via = ViaArgument.describe(arguments);
    Optional<ConfigWatch> watch = file(arguments).map(ConfigWatch::new);
    watch.ifPresent(_ -> StartupWarmup.startForConfig());
    HostLists lists = new HostLists();
    ConfigSource source = () -> ListenArgument.config(arguments, lists::load);
    Config config = source.load();
    LogBuilder.open(LogBuilder.settings(config.log()));
    warn(arguments, config);
    RunningServer running = start(config, lists);
    refuseUnusedSockets();
    ProxyMonitor proxy =
        ProxyMonitor.of(running.server(), HeddleVersion.current(), file(arguments).or(() -> via));
    RuleRoutes rules = new RuleRoutes(running, folder(arguments));
    Supplier<AdminRouter> handlers = () -> rules.addTo(ControlRoutes.ofListener(proxy, running));
    AdminEndpoint admin = new AdminEndpoint(proxy, running.listenerAddresses(), handlers);
    open(admin, config);
    DescriptorCheck.check();
    Reload reload =
        new Reload(
            file(arguments), () -> loadAgain(arguments, source), running, admin, proxy.reloads());
    ControlSocket control = ControlSocket.own();
    Shutdown.install(running, control::delete);
    watch.ifPresent(_ -> SighupHandler.install(reload::run));
    RunHints.announce(running.server(), config.inbounds(), admin, out);
    RunHints.print(proxy.config(), admin.address(), out);
    watch.ifPresent(one -> one.start(reload::run));
    ExecSessionHost sessions = new ExecSessionHost(running, proxy.config());
    PageEndpoint page = new PageEndpoint(proxy, running.listenerAddresses(), handlers);
    AdminRouter routes = rules.addTo(ControlRoutes.of(proxy, reload, running, page, sessions));
    control.open(routes, ControlRoutes.ofNamespaces(routes, proxy, running, sessions));
    ServiceNotifier.ready(running.server());
    IdleGc.start(running.server().connections());
    awaitEnd();
    return ExitCode.OK;
  }

  private static Config loadAgain(CommandLine arguments, ConfigSource source) throws AppException {
    try {
      Config changed = source.load();
      warn(arguments, changed);
      return changed;
    } catch (AppException e) {
      throw ConfigArgument.withAbsoluteFile(arguments, e);
    }
  }

  /// Logs what is valid, but not what a user wants.
  private static void warn(CommandLine arguments, Config config) {
    config.origin().warnings().forEach(warning -> Logger.warn("{}", warning.logText()));
    ConfigArgument.exposedSecrets(arguments, config).ifPresent(Logger::warn);
  }

  private static RunningServer start(Config config, HostLists lists) throws AppException {
    try {
      return ServerBuilder.start(config, lists);
    } catch (ListenException e) {
      throw AppException.failed(ListenFailure.describeAtStart(e, "--listen"));
    } catch (IOException e) {
      throw AppException.badInput(e.getMessage());
    }
  }

  private static void refuseUnusedSockets() throws AppException {
    Set<Address> unused = InheritedSockets.unused();
    if (!unused.isEmpty()) {
      String addresses = unused.stream().map(Address::toString).collect(joining(", "));
      throw AppException.badInput(
          "sockets were passed for " + addresses + ", but no inbound listens there");
    }
  }

  private static Optional<String> file(CommandLine arguments) {
    return arguments.hasOption(ViaArgument.NAME)
        ? Optional.empty()
        : ConfigArgument.file(arguments).map(file -> Path.of(file).toAbsolutePath().toString());
  }

  /// The folder of the configuration file.
  private static Path folder(CommandLine arguments) {
    return Path.of(file(arguments).orElse("")).toAbsolutePath().resolveSibling("");
  }

  private static void open(AdminEndpoint admin, Config config) throws AppException {
    try {
      admin.prepare(config.admin()).commit();
    } catch (ListenException e) {
      throw AppException.failed(ListenFailure.describeAtStart(e, "--admin"));
    }
  }

  /// Waits until the JVM ends.
  private static void awaitEnd() {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
