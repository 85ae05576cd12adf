package io.heddle.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.support.Await;
import io.heddle.support.HaproxyServer;
import io.heddle.support.HeddleImage;
import io.heddle.support.Hex;
import io.heddle.support.Origin;
import io.heddle.support.Peer;
import io.heddle.support.TunnelPeers;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Two Heddles behind HAProxy.
@Tag("real-client")
class BalancerTest {
  private static final int TUNNELS = 20;

  @TempDir Path folder;

  private static HeddleImage heddle(Path folder) {
    return HeddleImage.start(
        folder, "inbounds: [{listen: \"127.0.0.1:0\", proxy-protocol: true}]\n");
  }

  @Test
  void oneMayDieUnderLoad() throws InterruptedException {
    try (var origin = Origin.start();
        var one = heddle(folder);
        var two = heddle(folder);
        var balancer = HaproxyServer.start(folder, one, two)) {
      List<TunnelPeers> tunnels = new ArrayList<>();
      for (int i = 0; i < TUNNELS; i++) {
        tunnels.add(open(balancer, origin));
      }
      long first = tunnels.stream().filter(BalancerTest::lives).count();
      assertEquals(TUNNELS, first);

      AtomicBoolean stop = new AtomicBoolean();
      AtomicInteger opened = new AtomicInteger();
      AtomicInteger failed = new AtomicInteger();
      Thread load =
          Thread.ofPlatform()
              .start(() -> {
                while (!stop.get()) {
                  try (var tunnel = open(balancer, origin)) {
                    (lives(tunnel) ? opened : failed).incrementAndGet();
                  } catch (AssertionError | UncheckedIOException e) {
                    failed.incrementAndGet();
                  }
                }
              });
      Await.until("it is under load", () -> opened.get() > 20);
      one.process().signal("KILL");
      int before = opened.get();
      Await.until("new tunnels succeed", () -> opened.get() > before + 50);
      stop.set(true);
      load.join();
      assertTrue(failed.get() <= 1, "the one under way may have failed, not " + failed);

      // Half were given to each.
      assertEquals(TUNNELS / 2, tunnels.stream().filter(BalancerTest::lives).count());
      tunnels.forEach(BalancerTest::close);
    }
  }

  @Test
  void theLogShowsTheClient() {
    try (var origin = Origin.start();
        var one = heddle(folder);
        var two = heddle(folder);
        var balancer = HaproxyServer.start(folder, one, two)) {
      for (int i = 0; i < 2; i++) {
        try (var tunnel = open(balancer, origin)) {
          String client = "127.0.0.1:" + tunnel.client().socket().getLocalPort();
          tunnel.client().ends();
          tunnel.server().receivesEnd().ends();
          tunnel.client().receivesEnd();
          Await.until(
              "it is logged", () -> (one.log() + "" + two.log()).contains(" " + client + " - "));
        }
      }
    }
  }

  private static TunnelPeers open(HaproxyServer balancer, Origin origin) {
    Peer client = balancer.client();
    client.sends("05 01 00").receives("05 00");
    client.sends(TunnelPeers.socks5(origin)).receives("05 00 00 01 7f 00 00 01");
    String port = Hex.text(client.receivesBytes(2));
    Peer server = origin.accept();
    while (!TunnelPeers.portHex(server).equals(port)) {
      // Of a client whose proxy died before it could tell.
      server.close();
      server = origin.accept();
    }
    return new TunnelPeers(client, server);
  }

  private static boolean lives(TunnelPeers tunnel) {
    try {
      tunnel.client().sendsText("ping");
      tunnel.server().receivesText("ping").sendsText("pong");
      tunnel.client().receivesText("pong");
      return true;
    } catch (AssertionError | UncheckedIOException e) {
      return false;
    }
  }

  private static void close(TunnelPeers tunnel) {
    tunnel.client().resets();
    tunnel.server().resets();
  }
}
