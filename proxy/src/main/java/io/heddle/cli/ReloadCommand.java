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

/// `heddle reload`: the running proxy reads its configuration again.
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

    The running proxy reads its configuration again: listeners, users, rules, outbounds, limits
    and timeouts. What is under way goes on as it began. If there is a mistake in it, or a listener
    cannot be opened, it is printed and nothing changes. SIGHUP does the same, and so does a change
    of the file; what came of it is in the log.

      --pid PID   the process, needed if several proxies run

    Exit codes: 0 reloaded, 1 no proxy runs, or it failed, 2 bad arguments or configuration.
    """;
  }

  @Override
  public ExitCode run(CommandLine arguments, PrintStream out) throws AppException {
    ControlClient.ControlResponse answer = PidArgument.send(arguments, "POST", "/reload");
    if (answer.status() == 200) {
      out.print(answer.body());
      return ExitCode.OK;
    }
    throw new AppException(
        answer.status() == 422 ? ExitCode.BAD_INPUT : ExitCode.FAILED,
        answer.body().stripTrailing());
  }
}
