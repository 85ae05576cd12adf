package io.heddle.cli.env;

import io.heddle.app.AppException;
import io.heddle.app.ExitCode;
import io.heddle.cli.command.Arguments;
import io.heddle.cli.command.Command;
import io.heddle.cli.command.ConfigArgument;
import io.heddle.cli.command.ListenArgument;
import io.heddle.config.Config;
import java.io.PrintStream;
import java.util.Optional;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Options;

/// `heddle env`: what a shell must be told so that its programs use the proxy.
///
/// `all_proxy` gets an `http` URL like the others, though SOCKS could do more: Chromium and aria2
/// look at it first and cannot read `socks5h`, and Python's httpx without its extra refuses to
/// start. Who wants it says so.
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
        .addOption(Arguments.option(SHELL))
        .addOption(Arguments.option(USER))
        .addOption(Arguments.option(NO_PROXY))
        .addOption(Arguments.flag(SOCKS))
        .addOption(Arguments.flag(UNSET));
  }

  @Override
  public String help() {
    return """
    heddle env [--shell sh|fish|powershell] [--unset] [--config FILE | --listen ADDR]
               [--user NAME] [--socks] [--no-proxy HOSTS]

    Prints the commands by which a shell sets http_proxy, https_proxy, all_proxy and no_proxy, in
    lower and upper case, so that programs started by it use the proxy.

      --shell NAME       sh (also bash and zsh), fish or powershell; by default the one you have
      --unset            the commands that take the variables away
      --config FILE      where the proxy listens: its first listener that speaks HTTP; by default
                         127.0.0.1:1080, or what an installed configuration says
      --listen ADDR      it listens here
      --user NAME        which user of the listener to be, if it has users; the password is shown
      --socks            all_proxy is a socks5h:// URL: for programs that send more than HTTP
      --no-proxy HOSTS   what is reached without the proxy; by default localhost,127.0.0.1,::1

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
            : Shell.likely(System.getenv());
    if (arguments.hasOption(UNSET)) {
      ProxyVariables.names().forEach(name -> out.println(shell.unset(name)));
    } else {
      variables(arguments).values().forEach((name, url) -> out.println(shell.set(name, url)));
    }
    return ExitCode.OK;
  }

  private static ProxyVariables variables(CommandLine arguments) throws AppException {
    Config config =
        arguments.hasOption(ListenArgument.NAME)
            ? ListenArgument.config(arguments)
            : ConfigArgument.loadOrInstalled(arguments);
    ProxyAddress proxy =
        ProxyAddress.of(config, Optional.ofNullable(arguments.getOptionValue(USER)));
    return new ProxyVariables(
        proxy.url(),
        arguments.hasOption(SOCKS) ? socksUrl(proxy) : proxy.url(),
        arguments.getOptionValue(NO_PROXY, ProxyVariables.LOCAL));
  }

  private static String socksUrl(ProxyAddress proxy) throws AppException {
    return proxy
        .socksUrl()
        .orElseThrow(() ->
            AppException.badInput(
                "--socks: " + proxy.endpoint() + " speaks no SOCKS outside of TLS"));
  }
}
