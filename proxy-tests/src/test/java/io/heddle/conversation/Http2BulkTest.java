package io.heddle.conversation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import io.heddle.outbound.Http2Connections.Fallback;
import io.heddle.support.Origin;
import io.heddle.support.Peer;
import io.heddle.support.ProxyUnderTest;
import io.heddle.support.SelfSignedCertificate;
import io.heddle.support.TestOutbounds;
import io.heddle.support.TlsListenerSettings;
import io.heddle.support.TunnelPeers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Bulk transfers over one HTTP/2 connection between two Heddles.
@Tag("conversation")
class Http2BulkTest {
  private static final int TUNNELS = 8;

  @TempDir private Path folder;

  private final byte[] payload = new byte[16 << 20];

  @Test
  void oneThatIsNotReadStallsNoOther() throws Exception {
    new Random(5).nextBytes(payload);
    SelfSignedCertificate certificate = SelfSignedCertificate.of(folder, "ip:127.0.0.1");
    List<TunnelPeers> tunnels = new ArrayList<>();
    try (var origin = Origin.start();
        var far = ProxyUnderTest.with().entrance(TlsListenerSettings.of(certificate)).start();
        var near =
            ProxyUnderTest.with()
                .through(
                    TestOutbounds.http2(
                        far.address(), certificate, Fallback.NONE, Duration.ofMinutes(1)))
                .start();
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < TUNNELS; i++) {
        tunnels.add(open(near, origin));
      }
      TunnelPeers stalled = tunnels.removeFirst();
      Future<?> blocked = threads.submit(() -> stalled.server().sendsBytes(payload));
      Future<?> blockedToo = threads.submit(() -> stalled.client().sendsBytes(payload));
      List<Future<?>> all = new ArrayList<>();
      for (TunnelPeers tunnel : tunnels) {
        all.add(moves(threads, tunnel.client(), tunnel.server()));
        all.add(moves(threads, tunnel.server(), tunnel.client()));
      }
      for (Future<?> one : all) {
        one.get();
      }
      assertArrayEquals(payload, stalled.client().receivesBytes(payload.length));
      assertArrayEquals(payload, stalled.server().receivesBytes(payload.length));
      blocked.get();
      blockedToo.get();
      tunnels.add(stalled);
      tunnels.forEach(TunnelPeers::close);
    }
  }

  private static TunnelPeers open(ProxyUnderTest near, Origin origin) {
    Peer client = near.client();
    client.sendsText("CONNECT " + origin.address() + " HTTP/1.1\r\n\r\n");
    Peer server = origin.accept();
    client.receivesHead();
    return new TunnelPeers(client, server);
  }

  private Future<?> moves(ExecutorService threads, Peer from, Peer to) {
    Future<?> sending = threads.submit(() -> from.sendsBytes(payload));
    return threads.submit(() -> {
      assertArrayEquals(payload, to.receivesBytes(payload.length));
      return sending.get();
    });
  }
}
