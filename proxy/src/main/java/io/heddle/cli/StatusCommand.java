package io.heddle.cli;

import io.heddle.app.AppException;
import io.heddle.app.ExitCode;
import io.heddle.app.Terminal;
import io.heddle.app.TerminalSize;
import io.heddle.cli.command.Arguments;
import io.heddle.cli.command.Command;
import io.heddle.cli.command.PidArgument;
import io.heddle.control.ControlClient;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Options;

/// Command `heddle status`: prints the status of the running proxy, once or again and again.
public record StatusCommand() implements Command {
  private static final String JSON = "json";
  private static final String WATCH = "watch";
  private static final Duration PERIOD = Duration.ofSeconds(1);

  /// Control sequences of ECMA-48: to the first cell; erase to the end of the line; of the screen.
  private static final String HOME = "\033[H";

  private static final String ERASE_LINE = "\033[K";
  private static final String ERASE_REST = "\033[J";

  @Override
  public String name() {
    return "status";
  }

  @Override
  public Options options() {
    return new Options()
        .addOption(Arguments.option(PidArgument.NAME))
        .addOption(Arguments.flag(JSON))
        .addOption(Arguments.flag(WATCH));
  }

  @Override
  public String help() {
    return """
    heddle status [--json | --watch] [--pid PID]

    Shows the connections of the running proxy, its outbounds, and the last failed requests with
    their reasons. No configuration is needed for this. The lines fit the terminal, or 80 columns,
    and the last one says what was cut.

      --json      print JSON, with everything that the status page shows
      --watch     show it again each second, in place, until Ctrl-C
      --pid PID   the process id of the proxy, if several are running

    Exit codes: 0 shown, 1 no proxy is running, or it does not answer, 2 bad arguments.

    Example:
      heddle status --watch
    """;
  }

  @Override
  public ExitCode run(CommandLine arguments, PrintStream out) throws AppException {
    if (arguments.hasOption(JSON) && arguments.hasOption(WATCH)) {
      throw AppException.badInput("--json cannot be combined with --watch");
    }
    boolean terminal = Terminal.isStream(1);
    if (arguments.hasOption(WATCH)) {
      return watch(arguments, out, terminal ? Screen.IN_PLACE : Screen.ONE_AFTER_ANOTHER);
    }
    TerminalSize size = terminal ? TerminalSize.current() : TerminalSize.DEFAULT;
    out.print(request(arguments, arguments.hasOption(JSON) ? "/status" : text(size)));
    return ExitCode.OK;
  }

  private static String text(TerminalSize size) {
    return "/status.txt?width=" + size.columns();
  }

  private static String request(CommandLine arguments, String path) throws AppException {
    ControlClient.ControlResponse response = PidArgument.send(arguments, "GET", path);
    if (response.status() != 200) {
      throw new AppException(ExitCode.FAILED, response.body().stripTrailing());
    }
    return response.body();
  }

  /// Place of each status.
  private enum Screen {
    IN_PLACE,
    ONE_AFTER_ANOTHER
  }

  /// Ends when nobody reads, or the proxy ends.
  private static ExitCode watch(CommandLine arguments, PrintStream out, Screen screen)
      throws AppException {
    while (!out.checkError()) {
      if (screen == Screen.IN_PLACE) {
        TerminalSize size = TerminalSize.current();
        out.print(inPlace(request(arguments, text(size)), size.rows()));
      } else {
        out.println(request(arguments, text(TerminalSize.DEFAULT)));
      }
      out.flush();
      try {
        Thread.sleep(PERIOD);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return ExitCode.OK;
      }
    }
    return ExitCode.OK;
  }

  /// Writes over what stands on the screen, without a flicker. A status with more lines than the
  /// screen loses the last ones, and says how many.
  static String inPlace(String status, int rows) {
    List<String> lines = status.lines().toList();
    StringBuilder screen = new StringBuilder(HOME);
    int shown = lines.size() < rows ? lines.size() : rows - 2;
    for (String line : lines.subList(0, shown)) {
      screen.append(line).append(ERASE_LINE).append('\n');
    }
    if (shown < lines.size()) {
      screen.append("… ").append(lines.size() - shown).append(" more lines");
      screen.append(ERASE_LINE).append('\n');
    }
    return screen.append(ERASE_REST).toString();
  }
}
