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

    Prints shell commands that set http_proxy, https_proxy, all_proxy and no_proxy, in lower and
    upper case, so that programs started by the shell use the proxy.

      --shell NAME       sh (also for bash and zsh), fish or powershell; by default a guess from the
                         environment
      --unset            print commands that unset the variables
      --config FILE      use the first listener of this configuration that speaks HTTP; by default
                         that of the installed configuration, or 127.0.0.1:1080
      --listen ADDR      use the listener at this address
      --user NAME        log in as this user, if the listener has users; the password is printed
      --socks            make all_proxy a socks5h:// URL, for programs that send more than HTTP
      --no-proxy HOSTS   hosts to reach without the proxy; by default localhost,127.0.0.1,::1,[::1]

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
                "--socks: " + proxy.endpoint() + " does not offer SOCKS without TLS"));
  }
}
