package io.heddle.generative;

import io.heddle.address.Endpoint;
import io.heddle.generative.Conversation.TunnelProtocol;
import io.heddle.support.Peer;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Well-behaved client of one listener beside all others, and the time that it waits.
///
/// A turn is a ping through a tunnel and a GET on a new connection, and a ping on a connection that
/// does not go through the proxy. The latter shows how slow the machine is. Medians are compared,
/// over windows of some turns: a single turn may fall into a pause of the machine.
final class Witness {
  private static final int WINDOW = 20;
  private static final long LIMIT = Duration.ofSeconds(1).toNanos();

  /// Number of exchanges between processes in a turn through the proxy, compared with one that does
  /// not go through it, and some more for the work.
  private static final int FACTOR = 30;

  private final Gate gate;
  private final ProxyProcess proxy;
  private final Endpoint server;
  private final List<Long> pings = new ArrayList<>();
  private final List<Long> requests = new ArrayList<>();
  private final List<Long> directPings = new ArrayList<>();

  Witness(Gate gate, ProxyProcess proxy, Endpoint server) {
    this.gate = gate;
    this.proxy = proxy;
    this.server = server;
  }

  /// Takes a window of turns.
  ///
  /// @param beforeTurn returns when the next turn may begin, well before the time limit of the tunnel
  /// @return what the proxy has done wrong
  Optional<String> takeWindow(Runnable beforeTurn) {
    pings.clear();
    requests.clear();
    directPings.clear();
    try (Peer tunnel = openTunnel();
        Peer direct = Peer.connect(server)) {
      for (int i = 0; i < WINDOW; i++) {
        beforeTurn.run();
        directPings.add(time(() -> ping(direct)));
        pings.add(time(() -> ping(tunnel)));
        requests.add(time(this::get));
      }
      long wait = Math.max(median(pings), median(requests));
      long directWait = median(directPings);
      return wait <= LIMIT + FACTOR * directWait
          ? Optional.empty()
          : Optional.of(
              "%s: a witness waits for %d ms, without the proxy %d ms"
                  .formatted(gate, wait / 1_000_000, directWait / 1_000_000));
    } catch (IOException | RuntimeException | AssertionError e) {
      return Optional.of(gate + ": a witness is not served: " + e);
    }
  }

  private Peer openTunnel() throws IOException {
    Peer peer = proxy.open(gate);
    List<String> messages = Handshake.messages(TunnelProtocol.CONNECT, gate, server);
    peer.sendsText(String.join("", messages));
    InputStream in = peer.socket().getInputStream();
    if (!Handshake.isGranted(TunnelProtocol.CONNECT, in)) {
      throw new IOException("refused");
    }
    return peer;
  }

  private static void ping(Peer peer) {
    peer.sendsText("p").receivesText("p");
  }

  private void get() throws IOException {
    try (Peer peer = proxy.open(gate)) {
      String target = gate == Gate.TRANSPARENT ? "/" : "http://" + server + "/";
      peer.sendsText(
          "GET %s HTTP/1.1\r\nHost: %s\r\n%s\r\n".formatted(target, server, Handshake.login(gate)));
      Received received =
          MessageReader.response(new BufferedInputStream(peer.socket().getInputStream()));
      if (!received.body().equals("ok")) {
        throw new IOException("other content: " + received);
      }
    }
  }

  /// Action whose duration is measured.
  private interface Action {
    void run() throws IOException;
  }

  private static long time(Action action) throws IOException {
    long start = System.nanoTime();
    action.run();
    return System.nanoTime() - start;
  }

  private static long median(List<Long> values) {
    return values.stream().sorted().toList().get(values.size() / 2);
  }
}
