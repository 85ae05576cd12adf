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

/// Command `heddle status`: prints the status of the running proxy.
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
        .addOption(Arguments.flag(JSON));
  }

  @Override
  public String help() {
    return """
    heddle status [--json] [--pid PID]

    Shows the connections of the running proxy, its outbounds, and the last failed requests with
    their reasons. No configuration is needed for this.

      --json      print JSON, with everything that the status page shows
      --pid PID   the process id of the proxy, if several are running

    Exit codes: 0 shown, 1 no proxy is running, or it does not answer, 2 bad arguments.

    Example:
      watch heddle status
    """;
  }

  @Override
  public ExitCode run(CommandLine arguments, PrintStream out) throws AppException {
    String path = arguments.hasOption(JSON) ? "/status" : "/status.txt";
    ControlClient.ControlResponse response = PidArgument.send(arguments, "GET", path);
    if (response.status() != 200) {
      throw new AppException(ExitCode.FAILED, response.body().stripTrailing());
    }
    out.print(response.body());
    return ExitCode.OK;
  }
}
