package io.heddle.conversation;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.heddle.support.Await;
import io.heddle.support.Origin;
import io.heddle.support.Peer;
import io.heddle.support.ProxyUnderTest;
import io.heddle.support.TunnelPeers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The system asks the peers of whatever lasts whether they are still there.
@Tag("conversation")
class KeepAliveTest {
  private static final List<Path> SOCKETS =
      List.of(Path.of("/proc/net/tcp"), Path.of("/proc/net/tcp6"));

  @AutoClose private final Origin origin = Origin.start();

  @AutoClose
  private final ProxyUnderTest proxy = ProxyUnderTest.with().idle(Duration.ofSeconds(5)).start();

  @BeforeEach
  void linux() {
    assumeTrue(Files.isReadable(SOCKETS.getFirst()), "no /proc/net/tcp, which Linux has");
  }

  @Test
  void bothPeersOfATunnelAre() {
    try (TunnelPeers tunnel = TunnelPeers.open(proxy, origin)) {
      Await.until("the client is watched", () -> isWatched(tunnel.client()));
      Await.until("the server is watched", () -> isWatched(tunnel.server()));
    }
  }

  @Test
  void aClientBetweenTwoRequestsIs() {
    try (Peer client = proxy.client()) {
      client.sendsText("GET http://%s/ HTTP/1.1\r\nHost: x\r\n\r\n".formatted(origin.address()));
      try (Peer server = origin.accept()) {
        server.receivesHead();
        server.sendsText("HTTP/1.1 204 No Content\r\n\r\n");
        client.receivesHead();
        Await.until("the client is watched", () -> isWatched(client));
      }
    }
  }

  /// Whether the proxy's end of the peer's connection has the timer of keepalive. A line has the
  /// local and the remote address, with ports in hexadecimal, the state, two queues, the timer:
  ///
  ///     0: 0100007F:2B48 0100007F:D2F4 01 00000000:00000000 02:00001770 …
  private static boolean isWatched(Peer peer) {
    String ends =
        ".*:%04X [0-9A-F]+:%04X 01 \\S+ 02:.*"
            .formatted(peer.socket().getPort(), peer.socket().getLocalPort());
    return SOCKETS.stream().flatMap(file -> lines(file).stream()).anyMatch(s -> s.matches(ends));
  }

  private static List<String> lines(Path file) {
    try {
      return Files.exists(file) ? Files.readAllLines(file) : List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
