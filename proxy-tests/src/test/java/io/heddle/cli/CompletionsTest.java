package io.heddle.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.policy.PolicyGroups;
import io.heddle.support.Program;
import io.heddle.support.TestFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.commons.cli.Option;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Completions for bash, zsh and fish.
@Tag("real-client")
class CompletionsTest {
  /// The command, as far as completions ask it.
  private static final String HEDDLE =
      """
      #!/bin/sh
      test "$1" = check || exit
      printf '%s\\n' 'inbounds:' '  - listen: "127.0.0.1:1080"' 'policies:' '  agent:' '    allow: ["x"]' \
        '    # deny: not set' '  "7":' '    deny: ["y:1"]' '  ci-jobs:' '    allow: []' 'lists:' '  ads:' '    file: "x"'
      """;

  private static final Path SHARE = Path.of("..", "proxy/src/main/dist/share");
  private static final Path BASH = SHARE.resolve("bash-completion/completions/heddle");
  private static final Path ZSH = SHARE.resolve("zsh/site-functions/_heddle");
  private static final Path FISH = SHARE.resolve("fish/vendor_completions.d/heddle.fish");

  @TempDir private static Path folder;

  /// The program of a shell, for which `heddle` is the script above.
  private static Program shell(String name) {
    Path heddle = TestFiles.write(folder.resolve("heddle"), HEDDLE);
    assertTrue(heddle.toFile().setExecutable(true));
    return Program.installed(name).environment("PATH", folder + ":" + System.getenv("PATH"));
  }

  @Test
  void eachKnowsTheGroupsThatShip() throws Exception {
    String names = String.join(",", PolicyGroups.shipped().names());
    for (Path file : List.of(ZSH, FISH)) {
      knows(Files.readString(file), Pattern.quote("group:{" + names + "}"), file);
    }
    String words = "\"group:" + names.replace(",", " group:") + "\"";
    knows(Files.readString(BASH), Pattern.quote(words), BASH);
  }

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
    "exec --policy '', agent 7 ci-jobs",
    "explain --policy a, agent",
    "exec --allow '', group:github group:npm group:pypi group:maven group:debian group:go group:crates",
    "exec --allow group : g, github go",
    "exec --deny group : np, npm",
    "'exec --allow a.example,g', 'a.example,group:github a.example,group:npm a.example,group:pypi"
        + " a.example,group:maven a.example,group:debian a.example,group:go a.example,group:crates'",
    "'exec --allow a.example : 443,group : n', npm",
    "exec --allow x --policy c, ci-jobs",
  })
  void bashCompletes(String line, String words) throws IOException {
    String script =
        "source \"$1\"; eval \"COMP_WORDS=(heddle $2)\"; COMP_CWORD=$((${#COMP_WORDS[@]} - 1));"
            + " _heddle; echo \"${COMPREPLY[*]}\"";
    shell("bash").with("-c", script, "bash", BASH, line).run().prints(words + "\n");
  }

  @ParameterizedTest
  @CsvSource({
    "e, env exec explain",
    "run --l, --listen",
    "env --shell f, fish",
    "'exec --policy ', 7 agent ci-jobs",
    "explain --policy a, agent",
    "exec --allow group:g, group:github group:go",
    "exec --deny=group:n, --deny=group:npm",
    "'exec --allow a.example,group:n', 'a.example,group:npm'",
  })
  void fishCompletes(String line, String words) {
    String out =
        shell("fish")
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

  /// The functions for values, of which zsh is told what there is.
  @ParameterizedTest
  @CsvSource({
    "_heddle_policies, agent 7 ci-jobs",
    "_heddle_entries, group:github group:npm group:pypi group:maven group:debian group:go group:crates",
  })
  void zshFindsValues(String function, String words) {
    String script =
        "_describe() { print -r -- ${(P)2} }; compset() { }; compadd() { print -r -- ${(P)2} };"
            + " _arguments() { }; words=(heddle exec); CURRENT=3; source $1; $2";
    shell("zsh").with("-f", "-c", script, "zsh", ZSH, function).run().prints(words + "\n");
  }
}
