package io.heddle.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.support.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.commons.cli.Option;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Completions for bash, zsh and fish.
@Tag("real-client")
class CompletionsTest {
  private static final Path SHARE = Path.of("..", "proxy/src/main/dist/share");
  private static final Path BASH = SHARE.resolve("bash-completion/completions/heddle");
  private static final Path ZSH = SHARE.resolve("zsh/site-functions/_heddle");
  private static final Path FISH = SHARE.resolve("fish/vendor_completions.d/heddle.fish");

  @Test
  void eachKnowsEveryCommandAndOption() throws Exception {
    for (Path file : List.of(BASH, ZSH, FISH)) {
      String text = Files.readString(file);
      String mark = file.equals(FISH) ? "-l " : "--";
      for (String name : HeddleCommands.NAMES) {
        knows(text, "\\b" + name + "\\b", file);
        for (Option option : HeddleCommands.command(name).options().getOptions()) {
          knows(text, Pattern.quote(mark + option.getLongOpt()) + "\\b", file);
        }
      }
    }
  }

  private static void knows(String text, String pattern, Path file) {
    assertTrue(Pattern.compile(pattern).matcher(text).find(), () -> pattern + " in " + file);
  }

  @ParameterizedTest
  @CsvSource({
    "e, env exec explain",
    "run --l, --listen",
    "env --shell f, fish",
    "explain --, --pid --config --user --program --inbound --policy --json --help",
  })
  void bashCompletes(String line, String words) throws IOException {
    String script =
        "source \"$1\"; COMP_WORDS=(heddle $2); COMP_CWORD=$((${#COMP_WORDS[@]} - 1));"
            + " _heddle; echo \"${COMPREPLY[*]}\"";
    Program.installed("bash").with("-c", script, "bash", BASH, line).run().prints(words + "\n");
  }

  @ParameterizedTest
  @CsvSource({"e, env exec explain", "run --l, --listen", "env --shell f, fish"})
  void fishCompletes(String line, String words) {
    String out =
        Program.installed("fish")
            .with("--no-config", "-c", "source $argv[1]; complete -C \"heddle $argv[2]\"")
            .with(FISH, line)
            .run()
            .succeeds()
            .out();
    assertEquals(
        List.of(words.split(" ", -1)),
        out.lines().map(one -> one.replaceFirst("\t.*", "")).sorted().toList());
  }

  @Test
  void zshReadsIt() {
    Program.installed("zsh").with("-n", ZSH).run().succeeds();
  }
}
