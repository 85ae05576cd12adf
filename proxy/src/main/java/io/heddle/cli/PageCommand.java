package io.heddle.cli;

import io.heddle.app.AppException;
import io.heddle.app.ExitCode;
import io.heddle.app.Terminal;
import io.heddle.cli.command.Arguments;
import io.heddle.cli.command.Command;
import io.heddle.cli.command.PidArgument;
import io.heddle.control.ControlClient.ControlResponse;
import io.heddle.jdk.BlockingCheck;
import io.heddle.jdk.UserEnvironment;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Options;

/// Command `heddle page`: opens the status page of the running proxy for its user.
public record PageCommand() implements Command {
  static final String METHOD = "POST";
  static final String PATH = "/page";

  /// A link to a page on this machine. Another program of the user may answer in place of the proxy.
  private static final Pattern LINK =
      Pattern.compile("http://(127\\.0\\.0\\.1|\\[::1]|localhost):\\d{1,5}/[\\w?=&.-]*");

  @Override
  public String name() {
    return "page";
  }

  @Override
  public Options options() {
    return new Options().addOption(Arguments.option(PidArgument.NAME));
  }

  @Override
  public String help() {
    return """
    heddle page [--pid PID]

    Opens the status page of the running proxy for this user, whether its configuration has an admin
    listener or not, and prints the link. The link has a secret: who has it sees all connections and
    may close them. On a terminal with a desktop, the browser opens it.

      --pid PID   the process id of the proxy, if several are running

    Exit codes: 0 printed, 1 no proxy is running, or it does not answer with a link to this machine,
    2 bad arguments.

    Example:
      heddle page
    """;
  }

  @Override
  public ExitCode run(CommandLine arguments, PrintStream out) throws AppException {
    ControlResponse response = PidArgument.send(arguments, METHOD, PATH);
    if (response.status() != 200) {
      throw new AppException(ExitCode.FAILED, response.body().stripTrailing());
    }
    String link = checked(response.body().strip());
    out.println(link);
    out.flush();
    if (Terminal.isStream(1)) {
      opener(System.getenv(), System.getProperty("os.name")).ifPresent(one -> open(one, link));
    }
    return ExitCode.OK;
  }

  /// Checks that a link leads to this machine.
  static String checked(String link) throws AppException {
    if (!LINK.matcher(link).matches()) {
      throw AppException.failed(
          "the proxy answers with something else than a link to this machine");
    }
    return link;
  }

  /// The program that opens a link in a browser; empty where there is no desktop.
  static Optional<String> opener(Map<String, String> environment, String system) {
    if (system.startsWith("Mac")) {
      return Optional.of("open");
    }
    boolean desktop =
        !environment.getOrDefault("DISPLAY", "").isEmpty()
            || !environment.getOrDefault("WAYLAND_DISPLAY", "").isEmpty();
    return desktop ? Optional.of("xdg-open") : Optional.empty();
  }

  private static void open(String opener, String link) {
    assert BlockingCheck.isAllowed();
    try {
      ProcessBuilder browser =
          new ProcessBuilder(opener, link)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD);
      UserEnvironment.restore(browser.environment());
      browser.start();
    } catch (IOException e) {
      // There is no such program: the link has been printed.
    }
  }
}
