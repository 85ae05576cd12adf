package io.heddle.cli;

import io.heddle.app.AppException;
import io.heddle.app.ExitCode;
import io.heddle.cli.command.Arguments;
import io.heddle.cli.command.Command;
import io.heddle.cli.command.PidArgument;
import io.heddle.control.ControlClient;
import java.io.PrintStream;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Options;

/// Command `heddle reload`: makes the running proxy read its configuration again.
public record ReloadCommand() implements Command {

  @Override
  public String name() {
    return "reload";
  }

  @Override
  public Options options() {
    return new Options().addOption(Arguments.option(PidArgument.NAME));
  }

  @Override
  public String help() {
    return """
    heddle reload [--pid PID]

    Makes the running proxy read its configuration again: listeners, users, rules, outbounds, limits
    and timeouts. Requests under way keep the configuration with which they began. If the new one
    has mistakes, or a listener cannot be opened, the error is printed and nothing changes. SIGHUP
    and a change of the file have the same effect; their result is logged.

      --pid PID   the process id of the proxy, if several are running

    Exit codes: 0 reloaded, 1 no proxy is running, or it failed, 2 bad arguments or configuration.
    """;
  }

  @Override
  public ExitCode run(CommandLine arguments, PrintStream out) throws AppException {
    ControlClient.ControlResponse response = PidArgument.send(arguments, "POST", "/reload");
    if (response.status() == 200) {
      out.print(response.body());
      return ExitCode.OK;
    }
    throw new AppException(
        response.status() == 422 ? ExitCode.BAD_INPUT : ExitCode.FAILED,
        response.body().stripTrailing());
  }
}
