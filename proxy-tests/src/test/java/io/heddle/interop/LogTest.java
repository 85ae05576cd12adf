package io.heddle.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.heddle.support.Await;
import io.heddle.support.Credentials;
import io.heddle.support.HeddleImage;
import io.heddle.support.Nginx;
import io.heddle.support.Origin;
import io.heddle.support.Peer;
import io.heddle.support.Program;
import io.heddle.support.RequiresLinux;
import io.heddle.support.RunningProgram;
import io.heddle.support.TestFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Log lines of real clients.
@Tag("real-client")
class LogTest {
  private static final Credentials ALICE = new Credentials("alice", "hunter2hunter2");
  private static final Credentials TYPO = new Credentials("alice", "huntre2huntre2");

  @AutoClose private static Nginx web;
  @TempDir private Path folder;

  @BeforeAll
  static void start(@TempDir Path folder) {
    web = Nginx.start(folder);
  }

  private static HeddleImage startWith(Path folder, String log) {
    Path config =
        TestFiles.write(
            folder.resolve("heddle.yaml"),
            """
            inbounds: [{listen: "127.0.0.1:0", users: {alice: "${ALICE_PASSWORD}"}}]
            log: %s
            """
                .formatted(log));
    return HeddleImage.starting(
        HeddleImage.program()
            .environment("ALICE_PASSWORD", ALICE.password())
            .with("run", "--config", config));
  }

  /// A circle of proxies would look like this.
  @Test
  void aTargetThatTakesManyPlacesIsReported() {
    List<Peer> tunnels = new ArrayList<>();
    try (Origin origin = Origin.start();
        HeddleImage heddle =
            HeddleImage.start(
                folder, "inbounds: [{listen: \"127.0.0.1:0\"}]\nlimits: {connections: 8}\n")) {
      for (int i = 0; i < 4; i++) {
        tunnels.add(heddle.tunnel(origin));
      }
      heddle.logs("3 of 8 possible connections are for " + origin.address());
    } finally {
      tunnels.forEach(Peer::close);
    }
  }

  private static void curl(Object... arguments) {
    Program.installed("curl")
        .with("--disable", "--silent", "--insecure", "--output", "/dev/null")
        .with("--max-time", 20)
        .with(arguments)
        .run();
  }

  /// Every outcome of a connection: thirteen of them.
  private static int connectionsTo(HeddleImage heddle) {
    String page = web.https("localhost", "hello.txt?token=q-s3cret");
    String closed = "https://" + Origin.closedPort();
    List<String> schemes = List.of("socks5h", "socks5", "http");
    for (String scheme : schemes) {
      curl("--proxy", heddle.url(scheme, ALICE), page);
      curl("--proxy", heddle.url(scheme, TYPO), page);
      curl("--proxy", heddle.url(scheme, ALICE), closed);
    }
    curl("--socks4a", heddle.address(), page);
    // Not a tunnel but requests, with a password and a query of their own.
    for (String file : List.of("hello.txt", "missing.txt")) {
      String host = ALICE + "@localhost";
      curl("--proxy", heddle.url("http", ALICE), web.http(host, file + "?token=q-s3cret"));
    }
    heddle.client().sendsText("nonsense\r\n\r\n").ends().receivesRest();
    return 3 * schemes.size() + 4;
  }

  private static void hasALineForEach(int connections, List<String> log) {
    List<String> access = log.stream().filter(line -> line.contains(" #")).toList();
    String all = String.join("\n", log);
    assertEquals(connections, access.size(), all);
    for (int id : IntStream.rangeClosed(1, connections).toArray()) {
      String number = " #" + id + " ";
      assertEquals(1, access.stream().filter(line -> line.contains(number)).count(), all);
    }
  }

  private static void hasNoSecret(String log) {
    for (Credentials user : List.of(ALICE, TYPO)) {
      String base64 =
          Base64.getEncoder().encodeToString(user.toString().getBytes(StandardCharsets.UTF_8));
      assertFalse(log.contains(user.password()), log);
      assertFalse(log.contains(base64), log);
    }
    assertFalse(log.contains("q-s3cret"), log);
  }

  @Test
  void oneLineForEachConnectionAndNoSecret() {
    try (HeddleImage heddle = startWith(folder, "{level: trace}")) {
      int connections = connectionsTo(heddle);
      heddle.stop().succeeds();
      hasALineForEach(connections, heddle.log());
      hasNoSecret(heddle.process().err());
      heddle
          .process()
          .complains(
              Pattern.compile(
                  (" #1 127\\.0\\.0\\.1:\\d+ alice socks5 localhost:%d rule=default via=direct"
                          + " closed up=\\d+ down=\\d+( process=\\S+)? \\d+\\.\\d{3}s")
                      .formatted(web.httpsPort())));
    }
  }

  @Test
  void theSameInAFileBesideTheConfiguration() {
    try (HeddleImage heddle = startWith(folder, "{file: heddle.log}")) {
      int connections = connectionsTo(heddle);
      heddle.stop().succeeds().prints(heddle.process().out());
      String log = read(folder.resolve("heddle.log"));
      hasALineForEach(connections, log.lines().toList());
      hasNoSecret(log);
      assertEquals("", heddle.process().err());
    }
  }

  @Test
  void aRequestThatIsAnsweredHereHasItsLine() {
    try (HeddleImage heddle = startWith(folder, "{access: true}")) {
      for (String method : List.of("OPTIONS", "TRACE")) {
        curl(
            "--proxy",
            heddle.url("http", ALICE),
            "--request",
            method,
            "--header",
            "Max-Forwards: 0",
            "http://a.example/b?token=q-s3cret");
      }
      heddle.stop().succeeds();
      hasALineForEach(2, heddle.log());
      hasNoSecret(heddle.process().err());
      heddle
          .process()
          .complains(
              Pattern.compile(
                  " #2 127\\.0\\.0\\.1:\\d+ alice http TRACE http://a\\.example/b 200 \\d"));
    }
  }

  @Test
  void aClientWithoutARequestIsForThoseWhoLookForReasons() {
    for (String level : List.of("info", "debug")) {
      try (HeddleImage heddle = startWith(folder, "{level: %s}".formatted(level))) {
        heddle.client().ends().receivesRest();
        heddle.stop().succeeds();
        long lines = heddle.log().stream().filter(line -> line.contains(" #")).count();
        assertEquals(level.equals("debug") ? 1 : 0, lines, heddle.process().err());
      }
    }
  }

  @Test
  void canBeReadByPrograms() {
    try (HeddleImage heddle = startWith(folder, "{format: json}")) {
      int connections = connectionsTo(heddle);
      heddle.stop().succeeds();
      String log = heddle.process().err();
      hasNoSecret(log);
      List<JsonNode> lines = log.lines().map(LogTest::json).toList();
      List<JsonNode> access =
          lines.stream().filter(line -> line.path("tag").asText().equals("access")).toList();
      assertEquals(connections, access.size(), log);
      assertTrue(lines.size() > connections, log);
      JsonNode tunnel =
          access.stream().filter(line -> line.get("id").asInt() == 1).findFirst().orElseThrow();
      assertEquals("alice", tunnel.get("user").asText());
      assertEquals("socks5", tunnel.get("protocol").asText());
      assertEquals("localhost:" + web.httpsPort(), tunnel.get("target").asText());
      assertEquals("default", tunnel.get("rule").asText());
      assertEquals("direct", tunnel.get("outbound").asText());
      assertEquals("closed", tunnel.get("outcome").asText());
      assertTrue(tunnel.get("download").asLong() > 0, log);
      assertTrue(tunnel.get("milliseconds").isIntegralNumber(), log);
      assertTrue(tunnel.get("message").asText().startsWith("#1 127.0.0.1:"), log);
      assertTrue(
          access.stream()
              .anyMatch(line -> line.path("error").asText().contains("refused the connection")),
          log);
      assertTrue(
          access.stream().anyMatch(line -> line.path("path").asText().equals("/hello.txt")), log);
    }
  }

  @Test
  void programsReadWhichPolicyDenied() {
    String config =
        """
        inbounds: [{listen: "127.0.0.1:0", policy: agent}]
        policies: {agent: {allow: [example.org]}}
        log: {format: json}
        """;
    try (HeddleImage heddle = HeddleImage.start(folder, config)) {
      curl("--proxy", "http://" + heddle.address(), "http://other.example/");
      heddle.stop().succeeds();
      JsonNode denied =
          heddle
              .process()
              .err()
              .lines()
              .map(LogTest::json)
              .filter(line -> line.has("policy"))
              .findFirst()
              .orElseThrow();
      assertEquals("agent", denied.get("policy").asText());
      assertEquals("other.example:80", denied.get("target").asText());
      assertEquals("refused", denied.get("outcome").asText());
    }
  }

  @Test
  void aLongPathIsWholeInBothFormats() {
    String path = "/" + "p".repeat(1000);
    for (String format : List.of("text", "json")) {
      try (HeddleImage heddle = startWith(folder, "{format: %s}".formatted(format))) {
        curl("--proxy", heddle.url("http", ALICE), web.http("127.0.0.1", path.substring(1)));
        heddle.stop().succeeds();
        String end = format.equals("json") ? "\"path\":\"" + path + "\"" : path + " rule=";
        assertTrue(heddle.process().err().contains(end), heddle.process().err());
      }
    }
  }

  private static JsonNode json(String line) {
    try {
      return new ObjectMapper().readTree(line);
    } catch (IOException e) {
      throw new UncheckedIOException(line, e);
    }
  }

  @Test
  void theStepsOfARequestAreForThoseWhoLookForReasons() {
    for (String level : List.of("info", "debug")) {
      try (HeddleImage heddle = startWith(folder, "{level: %s}".formatted(level))) {
        curl("--proxy", heddle.url("socks5h", ALICE), web.https("localhost", "hello.txt"));
        heddle.stop().succeeds();
        Pattern steps =
            Pattern.compile(
                "connection 1: rule=default via=direct, resolve localhost \\d+\\.\\d ms,.* connect"
                    + " 127\\.0\\.0\\.1:%d \\d+\\.\\d ms".formatted(web.httpsPort()));
        boolean told = steps.matcher(heddle.process().err()).find();
        assertEquals(level.equals("debug"), told, heddle.process().err());
      }
    }
  }

  @Test
  @RequiresLinux
  void onATerminalAFailureIsRedAndARuleHasItsPlace() {
    Path config =
        TestFiles.write(
            folder.resolve("places.yaml"),
            """
            inbounds: [{listen: "unix:terminal.sock"}]
            rules:
              - {domains: [ads.example], to: block}
            """);
    String run = HeddleImage.folder().resolve("bin/heddle") + " run --config " + config;
    try (RunningProgram terminal =
        Program.installed("script")
            .environment("XDG_RUNTIME_DIR", folder)
            .environment("TERM", "xterm")
            .with("-qfec", run, "/dev/null")
            .start()) {
      terminal.prints(Pattern.compile("listening on "));
      curl(
          "--proxy",
          "socks5h://localhost" + folder.resolve("terminal.sock"),
          "http://ads.example/");
      terminal.prints(
          Pattern.compile("\\033\\[31m#1 .* rule=places\\.yaml:3 via=block refused=.*\\033\\[0m"));
    }
  }

  @Test
  void canBeTurnedOff() {
    try (HeddleImage heddle = startWith(folder, "{access: false}")) {
      connectionsTo(heddle);
      heddle.stop().succeeds();
      Await.until("the log is complete", () -> heddle.process().err().contains("stopped"));
      assertFalse(heddle.process().err().contains(" #"), heddle.process().err());
    }
  }

  /// It is a pipe with an end that nobody reads, as a terminal is that has been stopped: 64 KiB,
  /// and a mebibyte here.
  @Test
  void aReaderThatStandsStillHoldsUpNobody() {
    Path pipe = folder.resolve("pipe");
    Program.installed("mkfifo").with(pipe).run().succeeds();
    Program withPipe =
        HeddleImage.program()
            .with("run", "--listen", "127.0.0.1:0")
            .under("sh", "-c", "exec \"$@\" 2<>\"$0\"", pipe.toString());
    try (HeddleImage heddle = HeddleImage.starting(withPipe)) {
      IntStream.rangeClosed(1, 100).forEach(id -> answersLongRequest(heddle));
      try (RunningProgram reader = Program.installed("cat").with(pipe).start()) {
        reader.prints(Pattern.compile(" #1 .* OPTIONS http://a\\.example/a{2000} "));
        reader.prints(Pattern.compile(" #100 .* OPTIONS http://a\\.example/a{2000} "));
      }
      IntStream.rangeClosed(1, 800).forEach(id -> answersLongRequest(heddle));
      try (RunningProgram reader = Program.installed("cat").with(pipe).start()) {
        reader.prints(Pattern.compile(" WARN  \\d+ lines of the log were dropped"));
      }
      heddle.stop().succeeds();
    }
  }

  @Test
  void aFifoThatNobodyReadsHoldsUpNoStart() {
    Path pipe = folder.resolve("heddle.log");
    Program.installed("mkfifo").with(pipe).run().succeeds();
    try (HeddleImage heddle = startWith(folder, "{file: heddle.log}")) {
      curl("--proxy", heddle.url("http", ALICE), web.https("localhost", "hello.txt"));
      try (RunningProgram reader = Program.installed("cat").with(pipe).start()) {
        reader.prints(Pattern.compile(" #1 .* closed "));
      }
      heddle.stop().succeeds();
    }
  }

  @Test
  void aRotatedFileIsLeft() throws IOException {
    Path log = folder.resolve("heddle.log");
    try (HeddleImage heddle = startWith(folder, "{file: heddle.log}")) {
      curl("--proxy", heddle.url("http", ALICE), web.https("localhost", "hello.txt"));
      Await.until("it is logged", () -> read(log).contains(" #1 "));
      Files.move(log, folder.resolve("heddle.log.1"));
      heddle.process().signal("HUP");
      Await.until("it is opened anew", () -> Files.exists(log) && read(log).contains("reloaded "));
      Files.delete(log);
      curl("--proxy", heddle.url("http", ALICE), web.https("localhost", "hello.txt"));
      Await.until("it is there again", () -> Files.exists(log) && read(log).contains(" #2 "));
      heddle.stop().succeeds();
    }
  }

  /// Its line in the log has two kilobytes.
  private static void answersLongRequest(HeddleImage heddle) {
    try (Peer client = heddle.client()) {
      String answer =
          client
              .sendsText("OPTIONS http://a.example/" + "a".repeat(2000) + " HTTP/1.1\r\n")
              .sendsText("Host: a.example\r\nMax-Forwards: 0\r\nConnection: close\r\n\r\n")
              .receivesRest();
      assertTrue(answer.startsWith("HTTP/1.1 2"), answer);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
