package io.heddle.interop;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.support.Await;
import io.heddle.support.HeddleImage;
import io.heddle.support.Nginx;
import io.heddle.support.Program;
import io.heddle.support.RunningProgram;
import io.heddle.support.TestFiles;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Responses that go on: the events of the status page, and the lines of `heddle tail`.
@Tag("real-client")
class FollowTest {
  private static final String CONFIG =
      """
      inbounds: [{listen: "127.0.0.1:0"}]
      admin: {listen: "127.0.0.1:0"}
      log: {access: false}
      timeouts: {drain: 30s}
      """;
  private static final Duration SOON = Duration.ofSeconds(10);

  @TempDir private static Path common;
  private static Nginx web;

  @TempDir Path folder;

  @BeforeAll
  static void startWeb() {
    web = Nginx.start(common);
  }

  @AfterAll
  static void stopWeb() {
    web.close();
  }

  private Program heddle(Object... arguments) {
    return HeddleImage.program().environment("XDG_RUNTIME_DIR", folder).with(arguments);
  }

  private HeddleImage start(String options) {
    Path file = TestFiles.write(folder.resolve("heddle.yaml"), CONFIG);
    HeddleImage proxy =
        HeddleImage.starting(
            heddle("run", "--config", file).environment("HEDDLE_JAVA_OPTS", options));
    Await.until("it hears commands", () -> Files.exists(socket(proxy)));
    return proxy;
  }

  private Path socket(HeddleImage proxy) {
    return folder.resolve("heddle").resolve(proxy.process().pid() + ".sock");
  }

  private static void fetch(HeddleImage proxy, String path) {
    Program.installed("curl")
        .with("-sS", "-o", "/dev/null", "-x", proxy.url("http"), web.http("127.0.0.1", path))
        .run()
        .succeeds();
  }

  /// Fetches until the first line has come: the reader may not have connected yet.
  private static void fetchUntil(HeddleImage proxy, RunningProgram reader, String path) {
    Await.until(
        "a line of " + path,
        () -> {
          fetch(proxy, path);
          return reader.out().contains("/" + path + " rule=");
        });
  }

  private static RunningProgram events(HeddleImage proxy) {
    return Program.installed("curl").with("-sSN", proxy.statusPage() + "events").start();
  }

  @ParameterizedTest
  @ValueSource(strings = {"-Dheddle.scheduler=epoll", "-Dheddle.scheduler=jdk"})
  void theEventsGoOnUntilTheirReaderLeaves(String options) {
    try (HeddleImage proxy = start(options);
        RunningProgram reader = events(proxy)) {
      reader.prints(Pattern.compile("event: status\\ndata: "));
      fetch(proxy, "hello.txt");
      reader.prints(Pattern.compile("event: requests\\nid: 1\\n"));
      fetch(proxy, "missing");
      reader.prints(Pattern.compile("event: requests\\nid: 2\\n"));
      reader.prints(Pattern.compile("(?s)(event: status.*){4}"));
      assertTrue(reader.isAlive(), reader.out());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"-Dheddle.scheduler=epoll", "-Dheddle.scheduler=jdk"})
  void eachReaderOfTheLogGetsEachLine(String options) {
    try (HeddleImage proxy = start(options);
        RunningProgram one = heddle("tail").start();
        RunningProgram two = heddle("tail").start()) {
      fetchUntil(proxy, one, "hello.txt");
      fetchUntil(proxy, two, "hello.txt");
      fetch(proxy, "last");
      for (RunningProgram reader : new RunningProgram[] {one, two}) {
        reader.prints(Pattern.compile(" http GET http://\\S+/last rule=default via=direct 404 "));
        assertTrue(reader.isAlive());
      }
      proxy.stop().succeeds();
      one.ends(SOON).exits(1).complains("has ended");
    }
  }

  /// The socket and the queue hold some hundred kilobytes; long paths fill them with few requests.
  @Test
  void aReaderThatStandsStillIsToldHowManyLinesItHasLost() throws IOException {
    try (HeddleImage proxy = start("");
        SocketChannel reader = SocketChannel.open(UnixDomainSocketAddress.of(socket(proxy)))) {
      send(reader, "GET /log HTTP/1.1\r\nHost: heddle\r\n\r\n");
      receivesUntil(reader, "\r\n\r\n");
      String path = "p".repeat(7000);
      for (int i = 0; i < 5; i++) {
        Program.installed("curl")
            .with("-sS", "-x", proxy.url("http"))
            .with(web.http("127.0.0.1", path + "[1-40]"))
            .run();
      }
      assertTrue(receivesUntil(reader, " lines dropped: this reader is too slow\n"));
    }
  }

  private static void send(SocketChannel channel, String text) throws IOException {
    channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)));
  }

  private static boolean receivesUntil(SocketChannel channel, String end) throws IOException {
    StringBuilder text = new StringBuilder();
    ByteBuffer bytes = ByteBuffer.allocate(64 * 1024);
    while (channel.read(bytes.clear()) >= 0) {
      text.append(StandardCharsets.UTF_8.decode(bytes.flip()));
      if (text.indexOf(end) >= 0) {
        return true;
      }
    }
    return false;
  }

  /// Who looks at the proxy does not keep it from ending.
  @Test
  void readersAndSessionsDoNotDelayTheEnd() {
    try (HeddleImage proxy = start("");
        RunningProgram page = events(proxy);
        RunningProgram tail = heddle("tail").start();
        RunningProgram command = heddle("exec", "--", "sleep", "60").start();
        RunningProgram watch = heddle("status", "--watch").start()) {
      page.prints(Pattern.compile("event: status"));
      fetchUntil(proxy, tail, "hello.txt");
      watch.prints(Pattern.compile("listening on"));
      proxy.process().terminate();
      proxy.process().ends(SOON).succeeds();
      assertTrue(command.isAlive());
    }
  }
}
