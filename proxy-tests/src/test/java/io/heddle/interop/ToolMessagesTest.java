package io.heddle.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.support.FreePorts;
import io.heddle.support.HeddleImage;
import io.heddle.support.HttpTools;
import io.heddle.support.TestFiles;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Words that each tool shows its user when the proxy refuses a request: each tool with each failure.
///
/// The sentence of the refusal is in the reason phrase and in the body. Tools that show the status
/// alone, or nothing, have a row that says so.
@Tag("real-client")
class ToolMessagesTest {
  /// Failures by name: status, its phrase, and the sentence. The host of the URL is `NAME.test`.
  private static final List<Failure> FAILURES =
      List.of(
          new Failure("refused", 502, "Bad Gateway", "127.0.0.1:DEAD refused the connection"),
          new Failure("blocked", 403, "Forbidden", "the rules of this proxy block HOST:PORT"),
          new Failure("nowhere", 502, "Bad Gateway", "no address found for HOST"),
          new Failure(
              "dead",
              502,
              "Bad Gateway",
              "upstream dead (127.0.0.1:DEAD): 127.0.0.1:DEAD refused the connection"),
          new Failure(
              "upstream-password",
              502,
              "Bad Gateway",
              "upstream wrong (127.0.0.1:UPSTREAM): it does not accept the configured user name and password"),
          new Failure(
              "password", 407, "Proxy Authentication Required", "wrong user name or password"));

  /// End of the sentence of all but the first who use the wrong password of the upstream.
  private static final Pattern HELD_BACK =
      Pattern.compile("; it is not tried again for \\d+ s, since that could lock the account");

  /// tool | scheme | failure, or * for those without a row of their own | words
  ///
  /// curl and git show the status alone for https, and so do the clients of the JDK in part. pip says
  /// nothing of http indexes. Chromium has pages of its own for https. Where it asks for a password,
  /// the page is empty.
  private static final String TOOLS =
      """
      curl           | http  | *        | heddle: SENTENCE
      curl           | https | *        | CONNECT tunnel failed, response STATUS
      wget           | http  | *        | ERROR STATUS: PHRASE: SENTENCE.
      wget           | https | *        | Proxy tunneling failed: PHRASE: SENTENCE
      pip index      | http  | *        | No matching distribution found for cloth
      pip index      | https | *        | 'Tunnel connection failed: STATUS PHRASE: SENTENCE'
      pip file       | http  | *        | Error: PHRASE: SENTENCE for url
      npm            | http  | *        | STATUS PHRASE: SENTENCE - GET URL
      npm            | https | *        | STATUS PHRASE: SENTENCE - GET URL
      git            | http  | *        | remote: heddle: SENTENCE
      git            | https | *        | CONNECT tunnel failed, response STATUS
      go             | http  | *        | : STATUS PHRASE: SENTENCE
      go             | https | *        | ": PHRASE: SENTENCE
      URLConnection  | http  | *        | response code: STATUS for
      URLConnection  | https | *        | Proxy returns "HTTP/1.1 STATUS PHRASE: SENTENCE"
      HttpClient     | http  | password | No credentials provided
      HttpClient     | http  | *        | heddle: SENTENCE
      HttpClient     | https | password | IOException
      HttpClient     | https | *        | Tunnel failed, got: STATUS
      Chromium       | http  | password |
      Chromium       | http  | *        | STATUS PHRASE SENTENCE.
      Chromium       | https | password |
      Chromium       | https | *        | ERR_TUNNEL_CONNECTION_FAILED
      """;

  /// @param sentence with `HOST`, `PORT`, `DEAD` and `UPSTREAM` for what is known later
  record Failure(String name, int status, String phrase, String sentence) {
    String host() {
      return name + ".test";
    }
  }

  /// Row of the table.
  ///
  /// @param words what the tool shows, with `STATUS`, `PHRASE`, `SENTENCE` and `URL`
  record Row(String tool, String scheme, Failure failure, String words) {
    String url() {
      String port = failure.name().equals("refused") ? ":" + dead : "";
      return scheme + "://" + failure.host() + port + "/";
    }

    String expected() {
      return words
          .replace("STATUS", "" + failure.status())
          .replace("PHRASE", failure.phrase())
          .replace("SENTENCE", failure.sentence())
          .replace("HOST", failure.host())
          .replace("PORT", scheme.equals("http") ? "80" : "443")
          .replace("DEAD", "" + dead)
          .replace("UPSTREAM", "" + closed.port())
          .replace("URL", url());
    }

    @Override
    public String toString() {
      return tool + ", " + scheme + ", " + failure.name();
    }
  }

  private static final Map<Row, Future<String>> RUNS = new HashMap<>();

  private static int dead;
  private static HeddleImage closed;
  private static HeddleImage open;
  private static HttpTools tools;
  private static ExecutorService threads;

  @BeforeAll
  static void start(@TempDir Path folder) {
    dead = FreePorts.free();
    closed = HeddleImage.start(folder, "inbounds: [{listen: 127.0.0.1:0, users: {alice: s3cret}}]");
    open =
        HeddleImage.start(
            folder,
            """
            inbounds: [{listen: "127.0.0.1:0"}]
            outbounds:
              dead: {url: "http://127.0.0.1:%d"}
              wrong: {url: "http://me:bad@127.0.0.1:%d"}
            dns: {hosts: {refused.test: 127.0.0.1}}
            rules:
              - {domains: [blocked.test], to: block}
              - {domains: [dead.test], to: dead}
              - {domains: [upstream-password.test], to: wrong}
            """
                .formatted(dead, closed.port()));
    tools =
        new HttpTools(TestFiles.folder(folder.resolve("tools")), open.address(), closed.address());
    threads = Executors.newFixedThreadPool(6);
    rows().forEach(row -> RUNS.put(row, threads.submit(() -> tools.shown(row.tool(), row.url()))));
  }

  @AfterAll
  static void stop() {
    threads.shutdownNow();
    tools.close();
    open.close();
    closed.close();
  }

  private static Stream<Row> rows() {
    List<List<String>> all = TOOLS.lines().map(line -> List.of(line.split(" *\\| *", 4))).toList();
    return all.stream()
        .flatMap(row ->
            FAILURES.stream()
                .filter(failure -> row.equals(chosen(all, row, failure)))
                .map(failure -> new Row(row.get(0), row.get(1), failure, row.get(3))));
  }

  /// The first row that is about a failure, of those of the same tool and scheme.
  private static List<String> chosen(List<List<String>> all, List<String> same, Failure failure) {
    return all.stream()
        .filter(row -> row.subList(0, 2).equals(same.subList(0, 2)))
        .filter(row -> row.get(2).equals("*") || row.get(2).equals(failure.name()))
        .findFirst()
        .orElseThrow();
  }

  @ParameterizedTest
  @MethodSource("rows")
  void eachToolShowsEachFailure(Row row) throws Throwable {
    try {
      String shown = HELD_BACK.matcher(RUNS.get(row).get().replaceAll("\\s+", " ")).replaceAll("");
      assertEquals("", row.expected().isEmpty() ? shown : "");
      assertTrue(shown.contains(row.expected()), () -> row.expected() + "\nis not in\n" + shown);
    } catch (ExecutionException e) {
      throw e.getCause();
    }
  }
}
