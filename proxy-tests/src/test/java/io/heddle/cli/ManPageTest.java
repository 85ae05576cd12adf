package io.heddle.cli;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.support.Program;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.cli.Option;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Manual page `heddle(1)`.
@Tag("real-client")
class ManPageTest {
  private static final Path PAGE = Path.of("..", "proxy/src/main/dist/share/man/man1/heddle.1");

  @Test
  void namesEveryCommandAndOption() throws Exception {
    String page = Files.readString(PAGE);
    String synopsis = between(page, ".Sh SYNOPSIS\n", ".Sh DESCRIPTION\n");
    String commands = between(page, ".Sh DESCRIPTION\n", ".Sh ENVIRONMENT\n") + ".Ss ";
    for (String name : HeddleCommands.NAMES) {
      String usage = between(synopsis + ".Nm\n", ".Cm " + name + "\n", ".Nm\n");
      String section = between(commands, ".Ss " + name + "\n", ".Ss ");
      for (Option option : HeddleCommands.command(name).options().getOptions()) {
        String written = "Fl Fl " + option.getLongOpt();
        assertTrue(usage.contains(written), () -> written + " in the synopsis of " + name);
        assertTrue(
            section.contains(".It " + written), () -> written + " in the section of " + name);
      }
    }
  }

  /// The text between two marks, which must exist.
  private static String between(String text, String start, String end) {
    int from = text.indexOf(start);
    assertTrue(from >= 0, () -> "no " + start);
    int to = text.indexOf(end, from + start.length());
    assertTrue(to >= 0, () -> "no " + end + " after " + start);
    return text.substring(from, to);
  }

  @Test
  void isReadable() {
    Program.installed("mandoc").with("-T", "lint", "-W", "warning", PAGE).run().succeeds();
    Program.installed("mandoc")
        .with("-T", "ascii", PAGE)
        .run()
        .succeeds()
        .mentions("a personal proxy");
  }
}
