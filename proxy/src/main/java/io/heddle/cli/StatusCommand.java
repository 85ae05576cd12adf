package io.heddle.cli;

import io.heddle.app.AppException;
import io.heddle.app.ExitCode;
import io.heddle.cli.command.Arguments;
import io.heddle.cli.command.Command;
import io.heddle.cli.command.PidArgument;
import io.heddle.control.ControlClient;
import java.io.PrintStream;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;

/// `heddle status`: what the running proxy does.
public record StatusCommand() implements Command {
  private static final String JSON = "json";

  @Override
  public String name() {
    return "status";
  }

  @Override
  public Options options() {
    return new Options()
        .addOption(Arguments.option(PidArgument.NAME))
        .addOption(Option.builder().longOpt(JSON).get());
  }

  @Override
  public String help() {
    return """
    heddle status [--json] [--pid PID]

    Shows what the running proxy does: its connections, the last requests that failed and why, and
    its outbounds. Nothing needs to be configured for it.

      --json      as JSON, with everything that the status page knows
      --pid PID   the process, needed if several proxies run

    Exit codes: 0 shown, 1 no proxy runs, or it does not answer, 2 bad arguments.

    Example:
      watch heddle status
    """;
  }

  @Override
  public ExitCode run(CommandLine arguments, PrintStream out) throws AppException {
    String path = arguments.hasOption(JSON) ? "/status" : "/status.txt";
    ControlClient.ControlResponse answer = PidArgument.send(arguments, "GET", path);
    if (answer.status() != 200) {
      throw new AppException(ExitCode.FAILED, answer.body().stripTrailing());
    }
    out.print(answer.body());
    return ExitCode.OK;
  }
}
