package io.heddle.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Rules for the scripts that users run: bash 3.2 (macOS) and the tools of BSD must do. shellcheck
/// does not know versions of bash.
@Tag("architecture")
final class ScriptsTest {
  private static final Path ROOT = Path.of("..");

  private static final List<Pattern> REJECTED =
      List.of(
          // Bash 4 and later.
          Pattern.compile("\\b(mapfile|readarray|coproc)\\b"),
          Pattern.compile("\\b(declare|local) -[a-zA-Z]*[An]\\b"),
          Pattern.compile("\\$\\{\\w+(,,?|\\^\\^?|@[A-Za-z])\\}"),
          Pattern.compile(
              "\\|&|&>>|\\[\\[ -v |\\bwait -n\\b|EPOCH(SECONDS|REALTIME)|\\$\\{\\w+: -"),
          // An empty array is an unset one.
          Pattern.compile("(?<!\\+)\"\\$\\{(options|become)\\[@\\]\\}\""),
          // GNU alone.
          Pattern.compile("readlink -[fem]|\\brealpath\\b|\\bstat -c|grep -[a-zA-Z]*P\\b"),
          Pattern.compile("\\bsed (-[a-zA-Z]* )*(-i |--in-place|-z|--)"),
          Pattern.compile("\\bfind .*(-quit|-printf|-regextype)"),
          Pattern.compile(
              "\\bmktemp (-[a-zA-Z]* )*--|\\bsort -[a-zA-Z]*V|\\bcp -[a-zA-Z]*[alt]\\b"),
          Pattern.compile(
              "\\btar .*(--transform|--sort|--mtime)|\\btouch -d|\\bdate -d|\\bhead -c"));

  /// Options of the launcher that the one for Windows does without, or says otherwise.
  private static final Set<String> NOT_ON_WINDOWS =
      Set.of(
          "-XX:TrimNativeHeapInterval",
          "-XX:AOTCache",
          "-XX:StartFlightRecording",
          "-XX:-MaxFDLimit",
          "-Xlog:jfr+startup");

  private static final Pattern JVM_OPTION =
      Pattern.compile("(?<=[\\s\"])-(XX:[A-Za-z+-]+|Xlog:[a-z+]+|X(?!X|log)[a-z]+|D[A-Za-z.]+)");

  private static Set<String> options(String script) throws IOException {
    Set<String> options = new TreeSet<>();
    for (String line : Files.readAllLines(ROOT.resolve(script))) {
      if (!line.strip().startsWith("#") && !line.startsWith("rem ")) {
        JVM_OPTION.matcher(line).results().map(MatchResult::group).forEach(options::add);
      }
    }
    return options;
  }

  @Test
  void theLauncherOfWindowsHasTheSameOptions() throws IOException {
    Set<String> others = options("proxy/src/main/launcher/heddle");
    assertTrue(others.size() > 15, others::toString);
    Set<String> windows = options("proxy/src/main/launcher/heddle.cmd");
    others.removeAll(NOT_ON_WINDOWS);
    windows.removeAll(NOT_ON_WINDOWS);
    assertEquals(others, windows);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "scripts/format",
        "scripts/heddle",
        "scripts/image",
        "scripts/install",
        "scripts/lib.sh",
        "scripts/test",
        "proxy/src/main/launcher/heddle",
        "proxy/src/main/dist/install",
        "proxy/src/main/dist/share/bash-completion/completions/heddle"
      })
  void bash32AndToolsOfBsdWillDo(String script) throws IOException {
    List<String> lines = Files.readAllLines(ROOT.resolve(script));
    List<String> rejected = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      int number = i + 1;
      if (!line.startsWith("#")) {
        REJECTED.stream()
            .filter(pattern -> pattern.matcher(line).find())
            .forEach(_ -> rejected.add(script + ":" + number + ": " + line));
      }
    }
    assertEquals(List.of(), rejected);
  }
}
