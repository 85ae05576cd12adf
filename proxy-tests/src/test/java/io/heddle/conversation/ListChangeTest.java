package io.heddle.conversation;

import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.address.Endpoint;
import io.heddle.app.RunningServer;
import io.heddle.app.ServerBuilder;
import io.heddle.config.file.ConfigFile;
import io.heddle.support.Origin;
import io.heddle.support.Peer;
import io.heddle.support.TestFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// List that changes while clients open tunnels.
@Tag("conversation")
class ListChangeTest {
  private static final long PATIENCE_NANOS = Duration.ofSeconds(30).toNanos();

  @TempDir private Path folder;
  private final Origin origin = Origin.start();
  private RunningServer running;

  @BeforeEach
  void start() throws Exception {
    TestFiles.write(file(), names("first"));
    Path config =
        TestFiles.write(
            folder.resolve("heddle.yaml"),
            """
            inbounds: [{listen: "127.0.0.1:0"}]
            lists: {ads: {file: ads.hosts}}
            outbounds: {nobody: {url: "socks5://127.0.0.1:1"}}
            rules: [{lists: [ads], to: block}, {cidrs: [127.0.0.0/8], to: direct}]
            default: nobody
            """);
    running = ServerBuilder.start(ConfigFile.load(config, _ -> Optional.empty()));
  }

  @AfterEach
  void close() throws InterruptedException {
    running.server().drain(Duration.ZERO);
    origin.close();
  }

  private Path file() {
    return folder.resolve("ads.hosts");
  }

  /// Many names, of which each list has `always.example`.
  private static String names(String own) {
    return "always.example\n"
        + own
        + ".example\n"
        + IntStream.range(0, 20_000)
            .mapToObj(i -> "0.0.0.0 " + own + i + ".many.example\n")
            .collect(joining());
  }

  private String status(String target) {
    try (Peer client = Peer.connect((Endpoint) running.server().addresses().getFirst())) {
      client.sendsText("CONNECT " + target + " HTTP/1.1\r\n\r\n");
      return client.receivesHead().substring(0, "HTTP/1.1 200".length());
    }
  }

  private boolean blocks(String target) {
    return status(target).endsWith("403");
  }

  @Test
  void noRequestIsRefusedOrLetThroughByMistake() throws Exception {
    assertTrue(blocks("first.example:443"));
    Path next = TestFiles.write(folder.resolve("next"), names("second"));
    Files.move(next, file(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    openTunnelsUntilBlocked("second.example:443");
    TestFiles.write(file(), names("third"));
    openTunnelsUntilBlocked("third.example:443");
    Files.delete(file());
    assertTrue(blocks("third.example:443"));
  }

  /// A target of no list, and one of each list, meanwhile.
  private void openTunnelsUntilBlocked(String target) {
    long end = System.nanoTime() + PATIENCE_NANOS;
    boolean blocked = false;
    while (!blocked) {
      assertTrue(System.nanoTime() < end, target + " is not blocked");
      assertEquals("HTTP/1.1 200", status(origin.address().toString()));
      origin.accept().close();
      assertTrue(blocks("always.example:443"));
      blocked = blocks(target);
    }
  }
}
