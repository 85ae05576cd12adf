package io.heddle.cli;

import io.heddle.app.AppException;
import io.heddle.app.ExitCode;
import io.heddle.app.Terminal;
import io.heddle.cli.command.Arguments;
import io.heddle.cli.command.Command;
import io.heddle.cli.command.PidArgument;
import io.heddle.control.ControlClient;
import java.io.IOException;
import java.io.PrintStream;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Options;

/// Command `heddle tail`: prints a line for each request of the running proxy that ends.
public record TailCommand() implements Command {
  @Override
  public String name() {
    return "tail";
  }

  @Override
  public Options options() {
    return new Options().addOption(Arguments.option(PidArgument.NAME));
  }

  @Override
  public String help() {
    return """
    heddle tail [--pid PID]

    Follows the running proxy: prints the access line of each request that ends from now on, also
    where the log of the proxy goes elsewhere or has no access lines. On a terminal, failed requests
    are red. If lines come faster than they can be printed, some are dropped, and their number is
    printed.

      --pid PID   the process id of the proxy, if several are running

    Exit codes: 1 no proxy is running, or it has ended, 2 bad arguments. Ctrl-C ends the command.

    Example:
      heddle tail | grep example.org
    """;
  }

  @Override
  public ExitCode run(CommandLine arguments, PrintStream out) throws AppException {
    ControlClient proxy = PidArgument.selected(arguments);
    boolean coloured = Terminal.showsColours(1);
    try {
      proxy.follow(
          "/log",
          line -> {
            out.println(coloured && isFailure(line) ? Terminal.red(line) : line);
            return !out.checkError();
          });
    } catch (IOException e) {
      throw AppException.failed(e.getMessage().replaceFirst("^heddle: ", ""));
    }
    if (out.checkError()) {
      return ExitCode.OK;
    }
    throw AppException.failed("the proxy (pid " + proxy.pid() + ") has ended");
  }

  /// Whether a line tells of a request that failed. Fields come after the target, which has no blank.
  static boolean isFailure(String line) {
    return line.contains(" fault up=")
        || line.contains(" broken up=")
        || line.contains(" server-reset up=")
        || line.contains(" refused=\"")
        || line.contains(" cut-short=\"")
        || line.contains(" abandoned ");
  }
}
