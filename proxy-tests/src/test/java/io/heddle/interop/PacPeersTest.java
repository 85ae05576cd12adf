package io.heddle.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.heddle.pac.PacAnswer;
import io.heddle.pac.PacCorpus;
import io.heddle.pac.PacCorpus.Expression;
import io.heddle.pac.PacCorpus.Question;
import io.heddle.support.Program;
import io.heddle.support.TestFiles;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The functions and scripts of the tests in other programs: they have the values that Heddle gives
/// them.
@Tag("real-client")
final class PacPeersTest {
  private static final Pattern ALERT = Pattern.compile("\"message\":\"case (\\d+) (.*?)\"[,}]");

  @TempDir private Path folder;

  @Test
  void chromiumGivesTheSameAnswers() {
    List<Expression> expressions =
        PacCorpus.expressions().filter(row -> !row.who().equals("heddle")).toList();
    List<Question> questions = PacCorpus.questions().toList();
    StringBuilder script = new StringBuilder("function FindProxyForURL(url, host) {\n");
    Map<Integer, String> expected = new LinkedHashMap<>();
    for (Expression row : expressions) {
      script.append(shown(expected.size(), row.code()));
      expected.put(expected.size(), row.code() + " = " + row.value());
    }
    for (Question row : questions) {
      String ask = "(%s)('%s', '%s')".formatted(function(row.script()), row.url(), row.host());
      script.append(shown(expected.size(), ask));
      expected.put(expected.size(), row + " = " + row.answer());
    }
    Map<Integer, String> alerts = askChromium(script.toString());
    List<String> others = new ArrayList<>();
    for (int i = 0; i < expected.size(); i++) {
      String value = alerts.getOrDefault(i, "no value");
      String actual = i < expressions.size() ? value : PacAnswer.parse(value).toString();
      if (!expected.get(i).endsWith(" = " + actual)) {
        others.add(expected.get(i) + ", there: " + actual);
      }
    }
    assertEquals(List.of(), others);
  }

  private static String shown(int number, String code) {
    return "  try { alert('case %d ' + String(%s)) } catch (e) { alert('case %d threw ' + e) }\n"
        .formatted(number, code, number);
  }

  private static String function(String script) {
    return "function() { " + PacCorpus.script(script) + "; return FindProxyForURL; }()";
  }

  /// The values that a script has told by `alert`, which Chromium writes into its log of the network.
  private Map<Integer, String> askChromium(String script) {
    // Nobody is there, so that the page fails at once.
    String pac = script + "  return 'PROXY 127.0.0.1:1'; }";
    Path log = folder.resolve("net.json");
    Program.installed("chromium")
        .with("--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage")
        .with("--no-first-run", "--disable-background-networking", "--disable-sync")
        .with("--disable-component-update", "--disable-extensions")
        .with(
            "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE localhost , EXCLUDE 127.0.0.1"
                + " , EXCLUDE 192.0.2.7 , EXCLUDE ::1 , EXCLUDE [::1]")
        .with("--proxy-pac-url=data:application/x-javascript-config;base64," + base64(pac))
        .with("--log-net-log=" + log, "--net-log-capture-mode=Everything")
        .with("--user-data-dir=" + folder.resolve("profile"))
        .with("--virtual-time-budget=3000", "--dump-dom", "http://page.test/")
        .environment("HOME", folder)
        .run();
    Map<Integer, String> values = new TreeMap<>();
    Matcher alerts = ALERT.matcher(TestFiles.read(log));
    while (alerts.find()) {
      values.put(Integer.valueOf(alerts.group(1)), alerts.group(2).replace("\\\"", "\""));
    }
    return values;
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void libpacparserGivesTheSameAnswers() {
    List<Expression> rows = PacCorpus.expressions().filter(row -> row.who().equals("all")).toList();
    StringBuilder script = new StringBuilder("function FindProxyForURL(url, host) { var all = '';");
    for (Expression row : rows) {
      script.append("\n  try { all += String(%s) + '|'; }".formatted(row.code()));
      script.append(" catch (e) { all += e + '|'; }");
    }
    Path pac =
        TestFiles.write(folder.resolve("functions.pac"), script + "\n  return all + 'end'; }");
    String[] values = pactester(pac, "http://page.test/", "page.test").split("\\|", -1);
    List<String> others = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      String value = i < values.length ? values[i] : "no value";
      if (!value.equals(rows.get(i).value())) {
        others.add(rows.get(i) + ", there: " + value);
      }
    }
    assertEquals(List.of(), others);
    for (Question row : PacCorpus.questions().toList()) {
      Path asked = TestFiles.write(folder.resolve(row.script()), PacCorpus.script(row.script()));
      assertEquals(
          row.answer(), PacAnswer.parse(pactester(asked, row.url(), row.host())).toString());
    }
  }

  private static String pactester(Path script, String url, String host) {
    return Program.installed("pactester")
        .with("-p", script, "-u", url, "-h", host, "-c", "127.0.0.1")
        .run()
        .out()
        .strip();
  }
}
