package io.heddle.cli.env;

import io.heddle.address.Address;
import io.heddle.app.AppException;
import io.heddle.app.ExitCode;
import io.heddle.cli.command.Arguments;
import io.heddle.cli.command.Command;
import io.heddle.cli.command.ConfigArgument;
import io.heddle.cli.command.EffectiveConfig;
import io.heddle.cli.command.ListenArgument;
import io.heddle.cli.command.PidArgument;
import io.heddle.cli.command.RunningProxy;
import io.heddle.cli.command.SurroundingProxy;
import io.heddle.config.Config;
import io.heddle.config.InboundConfig;
import io.heddle.control.ControlClient;
import io.heddle.control.ControlClient.ControlResponse;
import java.io.PrintStream;
import java.util.List;
import java.util.Optional;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Options;

/// Command `heddle env`: prints shell commands that make the programs of the shell use the proxy.
///
/// `all_proxy` gets an `http` URL like the others, although SOCKS could carry more: Chromium and
/// aria2 look at this variable first and cannot read `socks5h`, and Python's httpx without its extra
/// refuses to start. The option `--socks` chooses SOCKS.
public record EnvCommand() implements Command {
  private static final String SHELL = "shell";
  private static final String UNSET = "unset";
  private static final String USER = "user";
  private static final String SOCKS = "socks";
  public static final String NO_PROXY = "no-proxy";

  @Override
  public String name() {
    return "env";
  }

  @Override
  public Options options() {
    return new Options()
        .addOption(Arguments.option(ConfigArgument.NAME))
        .addOption(Arguments.option(ListenArgument.NAME))
        .addOption(Arguments.option(PidArgument.NAME))
        .addOption(Arguments.option(SHELL))
        .addOption(Arguments.option(USER))
        .addOption(Arguments.option(NO_PROXY))
        .addOption(Arguments.flag(SOCKS))
        .addOption(Arguments.flag(UNSET));
  }

  @Override
  public String help() {
    return """
    heddle env [--shell sh|fish|powershell] [--unset] [--pid PID | [--config FILE] [--listen ADDR]]
               [--user NAME] [--socks] [--no-proxy HOSTS]

    Prints shell commands that set http_proxy, https_proxy, all_proxy and no_proxy, in lower and
    upper case, so that programs started by the shell use the proxy: the running one, at its first
    listener that speaks HTTP. If none is running, the address is that of the installed
    configuration, or 127.0.0.1:1080. Under heddle exec, it is the proxy of that command. A comment at
    the end says which.

      --shell NAME       sh (also for bash and zsh), fish or powershell; by default a guess from the
                         environment
      --unset            print commands that unset the variables
      --pid PID          the process id of the proxy, if several are running
      --config FILE      use the first listener of this configuration that speaks HTTP
      --listen ADDR      use the listener at this address, with --config that of the configuration
      --user NAME        log in as this user, if the listener has users; the password is printed
      --socks            make all_proxy a socks5h:// URL, for programs that send more than HTTP
      --no-proxy HOSTS   hosts to reach without the proxy; by default localhost,127.0.0.1,::1,[::1] and
                         those of no_proxy

    Examples:
      eval "$(heddle env)"                          # sh, bash, zsh
      heddle env | source                           # fish
      heddle env | Out-String | Invoke-Expression   # powershell
    """;
  }

  @Override
  public ExitCode run(CommandLine arguments, PrintStream out) throws AppException {
    Shell shell =
        arguments.hasOption(SHELL)
            ? Shell.named(arguments.getOptionValue(SHELL))
            : Shell.guess(System.getenv());
    if (arguments.hasOption(UNSET)) {
      ProxyVariables.names().forEach(name -> out.println(shell.unset(name)));
    } else {
      print(arguments, shell, out);
    }
    return ExitCode.OK;
  }

  /// The comment comes last: in `eval $(heddle env)`, all is one line.
  private static void print(CommandLine arguments, Shell shell, PrintStream out)
      throws AppException {
    Optional<SurroundingProxy> around =
        SurroundingProxy.unless(
            arguments, ConfigArgument.NAME, ListenArgument.NAME, PidArgument.NAME, USER);
    if (around.isPresent()) {
      ProxyUrls urls = ProxyUrls.of(around.get());
      variables(arguments, urls).values().forEach((name, url) -> out.println(shell.set(name, url)));
      out.println("# by " + around.get());
      return;
    }
    Optional<ControlClient> running =
        PidArgument.runningUnless(arguments, ConfigArgument.NAME, ListenArgument.NAME);
    ProxyUrls urls = running.isPresent() ? urls(running.get(), arguments) : urls(arguments);
    variables(arguments, urls).values().forEach((name, url) -> out.println(shell.set(name, url)));
    if (!arguments.hasOption(ListenArgument.NAME)) {
      EffectiveConfig origin =
          running
              .map(proxy -> RunningProxy.of(proxy).origin())
              .orElseGet(() -> ConfigArgument.origin(arguments));
      if (origin.kind() != EffectiveConfig.OriginKind.GIVEN) {
        out.println("# by " + origin);
      }
    }
  }

  private static ProxyUrls urls(CommandLine arguments) throws AppException {
    Config config =
        arguments.hasOption(ListenArgument.NAME)
            ? atAddress(arguments)
            : ConfigArgument.loadOrInstalled(arguments);
    return ProxyUrls.of(ProxyAddress.of(config, user(arguments)));
  }

  /// The listener at the address of `--listen`: that of the configuration, with its users, if there is
  /// one, or else one that is not known here.
  private static Config atAddress(CommandLine arguments) throws AppException {
    Config wanted = ListenArgument.config(arguments);
    Config known = ConfigArgument.loadOrInstalled(arguments);
    List<Address> addresses = wanted.inbounds().stream().map(InboundConfig::listen).toList();
    List<InboundConfig> listeners =
        known.inbounds().stream().filter(one -> addresses.contains(one.listen())).toList();
    if (!listeners.isEmpty()) {
      return known.withInbounds(listeners);
    }
    if (arguments.hasOption(ConfigArgument.NAME)) {
      throw AppException.badInput(
          arguments.getOptionValue(ConfigArgument.NAME)
              + " has no listener at "
              + addresses.getFirst());
    }
    if (arguments.hasOption(USER)) {
      throw AppException.badInput(
          "--user: the users of "
              + addresses.getFirst()
              + " are not known here; name their file with --config");
    }
    return wanted;
  }

  private static ProxyUrls urls(ControlClient running, CommandLine arguments) throws AppException {
    ControlResponse response =
        PidArgument.send(
            running, EnvHost.METHOD, EnvHost.PATH, EnvHost.requestFields(user(arguments)));
    String body = response.body();
    if (response.status() != 200) {
      throw new AppException(
          response.status() == 422 ? ExitCode.BAD_INPUT : ExitCode.FAILED, body.stripTrailing());
    }
    return ProxyUrls.parse(body);
  }

  private static Optional<String> user(CommandLine arguments) {
    return Optional.ofNullable(arguments.getOptionValue(USER));
  }

  private static ProxyVariables variables(CommandLine arguments, ProxyUrls urls)
      throws AppException {
    return new ProxyVariables(
        urls.http(),
        arguments.hasOption(SOCKS) ? socksUrl(urls) : urls.http(),
        arguments.getOptionValue(NO_PROXY, ProxyVariables.noProxy(System.getenv())));
  }

  private static String socksUrl(ProxyUrls urls) throws AppException {
    return urls.socks()
        .orElseThrow(() ->
            AppException.badInput(
                "--socks: " + urls.address() + " does not offer SOCKS without TLS"));
  }
}
