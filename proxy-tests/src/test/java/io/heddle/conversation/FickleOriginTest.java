package io.heddle.conversation;

import static io.heddle.support.HttpText.message;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.support.FlakyWebServer;
import io.heddle.support.Peer;
import io.heddle.support.ProxyUnderTest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Many clients at once, of an origin that closes its connections without warning.
@Tag("conversation")
class FickleOriginTest {
  private static final int CLIENTS = 20;
  private static final int REQUESTS = 200;

  @AutoClose private FlakyWebServer web;
  @AutoClose private final ProxyUnderTest proxy = ProxyUnderTest.start();

  @BeforeEach
  void start() {
    long seed = System.nanoTime();
    System.out.println("moods of seed " + seed);
    web = FlakyWebServer.start(seed);
  }

  /// What one client does.
  private interface Client {
    void asks(Peer peer, String path);
  }

  private void play(Client client) throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> all = new ArrayList<>();
      for (int i = 0; i < CLIENTS; i++) {
        String name = "/" + i + "/";
        all.add(
            threads.submit(() -> {
              try (Peer peer = proxy.client()) {
                for (int request = 0; request < REQUESTS; request++) {
                  client.asks(peer, name + request);
                }
              }
            }));
      }
      for (Future<?> one : all) {
        one.get();
      }
    }
  }

  private String request(String method, String path) {
    return message("%s http://%s%s HTTP/1.1\nHost: x\n\n", method, web.address(), path);
  }

  private static String answer(String path) {
    return message("HTTP/1.1 200 OK\nContent-Length: %s\n\n%s", path.length(), path);
  }

  @Test
  void whatMayBeRepeatedIsAlwaysAnsweredOnceAndRightly() throws Exception {
    play((peer, path) -> {
      peer.sendsText(request("GET", path)).receivesText(answer(path));
    });
    for (int i = 0; i < CLIENTS; i++) {
      assertEquals(1, web.answers("/" + i + "/" + (REQUESTS - 1)));
    }
    // Otherwise this would show nothing about connections that are used again.
    assertTrue(web.connections() < CLIENTS * REQUESTS / 2, () -> web.connections() + " of them");
  }

  @Test
  void whatMayNotBeRepeatedReachesTheOriginAtMostOnce() throws Exception {
    play((peer, path) -> {
      String status = peer.sendsText(request("POST", path)).receivesHead();
      boolean lost = status.startsWith("HTTP/1.1 502 ");
      assertTrue(lost || status.startsWith("HTTP/1.1 200 "), status);
      int length = Integer.parseInt(status.replaceAll("(?s).*Content-Length: (\\d+).*", "$1"));
      String body = new String(peer.receivesBytes(length), StandardCharsets.US_ASCII);
      assertTrue(lost || body.equals(path), body);
      assertEquals(lost ? 0 : 1, web.answers(path));
    });
  }
}
