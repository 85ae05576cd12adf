package io.heddle.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.support.Await;
import io.heddle.support.HeddleImage;
import io.heddle.support.Nginx;
import io.heddle.support.Origin;
import io.heddle.support.Peer;
import io.heddle.support.Program;
import io.heddle.support.ProgramOutput;
import io.heddle.support.RunningProgram;
import io.heddle.support.TestFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Command `heddle exec` with a running proxy of the same user, none of whose own listeners fits.
@Tag("real-client")
class ExecAtRunningProxyTest {
  private static final String LISTEN =
      """
      inbounds: [{listen: "unix:heddle.sock"}]
      admin: {listen: "127.0.0.1:0"}
      """;
  private static final String BLOCK = LISTEN + "default: block\n";
  private static final Pattern READY = Pattern.compile("ready (http://127.0.0.1:\\d+)\\R");

  @TempDir private static Path common;
  private static Nginx web;

  @TempDir Path folder;
  private Path config;
  private RunningProgram proxy;

  @BeforeAll
  static void startWeb() {
    web = Nginx.start(common);
  }

  @AfterAll
  static void stopWeb() {
    web.close();
  }

  @BeforeEach
  void start() {
    config = TestFiles.write(folder.resolve("heddle.yaml"), LISTEN);
    proxy = heddle("run", "--config", config).start();
    proxy.prints(Pattern.compile("status page on"));
    Await.until("it hears commands", () -> Files.exists(socket()));
  }

  @AfterEach
  void stop() {
    proxy.close();
  }

  private Path socket() {
    return folder.resolve("heddle").resolve(proxy.pid() + ".sock");
  }

  private Program heddle(Object... arguments) {
    return HeddleImage.programOf(folder).with(arguments);
  }

  /// `heddle exec` with all hosts reached through the proxy.
  private Program exec(Object... options) {
    return heddle("exec", "--no-proxy", "").with(options).with("--");
  }

  private static String hello() {
    return web.http("127.0.0.1", "hello.txt");
  }

  private void proxyLogs(String part) {
    proxy.complains(Pattern.compile(Pattern.quote(part)));
  }

  /// The connections as the status page gets them.
  private String connections() {
    String page = proxy.prints(Pattern.compile("status page on (\\S+)\\R")).group(1);
    return Program.installed("curl").with("-sS", page + "connections").run().succeeds().out();
  }

  /// A child process that prints its proxy URL and keeps running.
  private RunningProgram lastingCommand(Object... options) {
    return exec(options).with("sh", "-c", "echo ready $http_proxy; exec sleep 60").start();
  }

  /// The status of a request through this proxy; 000 if its port is closed.
  private static String statusBy(String url) {
    return Program.installed("curl")
        .with("-sS", "-o", "/dev/null", "-w", "%{http_code}", "-x", url, hello())
        .run()
        .out();
  }

  @Test
  void thePageAndTheStatusAndTheLogShowWhichCommandAConnectionBelongsTo() {
    try (Origin origin = Origin.start();
        RunningProgram curl =
            exec().with("curl", "-sS", "http://" + origin.address() + "/slow").start();
        Peer server = origin.accept()) {
      server.receivesHead();
      String row = connections();
      assertTrue(row.contains("\"user\":\"curl\",\"protocol\":\"http\""), row);
      assertTrue(row.contains("\"target\":\"" + origin.address() + "\""), row);
      heddle("status").run().succeeds().mentions(" curl  " + origin.address());
      server.sendsText("HTTP/1.1 200 OK\r\nContent-Length: 3\r\nConnection: close\r\n\r\nhi\n");
      curl.ends(Duration.ofSeconds(10)).succeeds().prints("hi\n");
      proxyLogs(" curl http GET http://" + origin.address() + "/slow rule=default via=direct 200");
    }
  }

  @Test
  void javaWhichCannotLogInIsKnownToo() {
    Path program =
        TestFiles.write(
            folder.resolve("Fetch.java"),
            """
            class Fetch {
              public static void main(String[] urls) throws Exception {
                System.out.write(java.net.URI.create(urls[0]).toURL().openStream().readAllBytes());
              }
            }
            """);
    Path java = Path.of(System.getProperty("java.home"), "bin/java");
    exec().with(java, program, hello()).run().succeeds().prints("hello\n");
    proxyLogs(" java http GET " + hello() + " ");
  }

  @Test
  void theRulesOfTheRunningProxyDecideUnlessAnOutboundIsNamed() {
    TestFiles.write(config, BLOCK);
    heddle("reload").run().succeeds();
    exec().with("curl", "-sSf", hello()).run().exits(22).complains("403");
    exec("--outbound", "direct").with("curl", "-sS", hello()).run().prints("hello\n");
    proxyLogs(" curl http GET " + hello() + " rule=--outbound via=direct 200");
    exec("--outbound", "dirct")
        .with("curl", hello())
        .run()
        .exits(2)
        .complains("--outbound: there is no outbound \"dirct\"; did you mean \"direct\"?");
  }

  @Test
  void aReloadLeavesTheCommandItsListenersAndTheyFollow() {
    try (RunningProgram command = lastingCommand()) {
      String url = command.prints(READY).group(1);
      assertEquals("200", statusBy(url));
      TestFiles.write(config, BLOCK);
      heddle("reload").run().succeeds();
      assertEquals("403", statusBy(url));
    }
  }

  @Test
  void itsListenerServesEveryProtocolWithoutAPasswordButNoOtherUser() {
    try (RunningProgram command = lastingCommand()) {
      String url = command.prints(READY).group(1);
      assertEquals("200", statusBy(url));
      assertEquals("200", statusBy(url.replace("http://", "socks5h://")));
      Program.installed("setpriv")
          .with("--reuid=65534", "--clear-groups", "curl", "-s", "-o", "/dev/null")
          .with("-w", "%{http_code}", "-x", url, hello())
          .run()
          .prints("403");
    }
  }

  @Test
  void theListenersGoWithTheCommandAndWithAKilledExec() {
    ProgramOutput ended = exec().with("sh", "-c", "echo ready $http_proxy").run().succeeds();
    String url = ended.out().replace("ready ", "").strip();
    Await.until("its port is closed", () -> statusBy(url).equals("000"));
    try (RunningProgram command = lastingCommand()) {
      String other = command.prints(READY).group(1);
      assertEquals("200", statusBy(other));
      command.signal("KILL");
      Await.until("its port is closed", () -> statusBy(other).equals("000"));
    }
  }

  @Test
  void aCommandFindsTheNextProxyWhereItFoundTheFirst() {
    try (RunningProgram command = lastingCommand()) {
      String url = command.prints(READY).group(1);
      assertEquals("200", statusBy(url));
      proxy.terminate();
      proxy.ends(Duration.ofSeconds(10)).succeeds();
      assertEquals("000", statusBy(url));
      start();
      Await.until("it is served again", () -> statusBy(url).equals("200"));
      proxyLogs(" sh http GET " + hello() + " ");
    }
  }

  @Test
  void anOwnConfigurationOrLogMakesAProxyOfItsOwn() {
    Path log = folder.resolve("exec.log");
    exec("--log", log).with("curl", "-sS", hello()).run().prints("hello\n");
    Path mine = TestFiles.write(folder.resolve("mine.yaml"), "default: block\n");
    exec("--config", mine).with("curl", "-sSf", hello()).run().exits(22);
    assertTrue(connections().startsWith("{\"active\":0"), this::connections);
    heddle("status").run().succeeds().mentions("0 connections now, 0 in all");
    exec("--config", mine, "--pid", proxy.pid()).with("true").run().exits(2).complains("--pid");
  }

  @Test
  void aProxyThatTakesNoCommandsInIsNotNeeded() {
    Path older = folder.resolve("heddle").resolve("1.sock");
    Path answer =
        TestFiles.script(
            folder.resolve("answer"),
            "read line; printf 'HTTP/1.1 404 Not Found\\r\\nContent-Length: 0\\r\\n\\r\\n'\n");
    try (RunningProgram _ =
        Program.installed("socat")
            .with("UNIX-LISTEN:" + older + ",fork", "EXEC:" + answer)
            .start()) {
      Await.until("it listens", () -> Files.exists(older));
      exec("--pid", 1)
          .with("curl", "-sS", hello())
          .run()
          .succeeds()
          .prints("hello\n")
          .complains("the running proxy cannot open listeners for curl");
    }
  }

  @Test
  void ofSeveralProxiesOneMustBeChosen() {
    String blocking = "{inbounds: [{listen: \"127.0.0.1:0\"}], default: block}\n";
    Path second = TestFiles.write(folder.resolve("second.yaml"), blocking);
    try (RunningProgram other = heddle("run", "--config", second).start()) {
      other.prints(Pattern.compile("listening on"));
      Path its = folder.resolve("heddle").resolve(other.pid() + ".sock");
      Await.until("it hears commands", () -> Files.exists(its));
      exec().with("true").run().exits(2).complains("several proxies are running; choose one");
      exec("--pid", other.pid()).with("curl", "-sSf", hello()).run().exits(22);
      exec("--pid", proxy.pid()).with("curl", "-sS", hello()).run().prints("hello\n");
      proxyLogs(" curl http GET " + hello() + " ");
    }
  }
}
