package io.heddle.generative;

import io.heddle.address.Endpoint;
import io.heddle.support.Peer;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.SocketTimeoutException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Origin, or upstream proxy with its origins. The path of a request tells the exchange, from which
/// the behaviour follows.
final class HostileServer implements AutoCloseable {
  private static final int PATIENCE_SECONDS = 6;

  /// Exchanges so far of an origin, and of the upstream proxies that lead to others like it.
  private record Exchanges(Map<Integer, Received> uploads, Map<Integer, CountDownLatch> played) {}

  private final PeerServer server;
  private final long seed;
  private final Optional<UpstreamKind> kind;
  private final Exchanges exchanges;

  private HostileServer(long seed, Optional<UpstreamKind> kind, Exchanges exchanges) {
    this.seed = seed;
    this.kind = kind;
    this.exchanges = exchanges;
    server = PeerServer.start(this::serve);
  }

  /// Starts an origin.
  static HostileServer origin(long seed) {
    Exchanges exchanges = new Exchanges(new ConcurrentHashMap<>(), new ConcurrentHashMap<>());
    return new HostileServer(seed, Optional.empty(), exchanges);
  }

  /// Starts an upstream proxy whose targets are like this origin.
  HostileServer upstream(UpstreamKind protocol) {
    return new HostileServer(seed, Optional.of(protocol), exchanges);
  }

  Endpoint address() {
    return server.address();
  }

  /// Content of the request of an exchange, once it has come.
  Optional<Received> upload(int exchange) {
    return Optional.ofNullable(exchanges.uploads().get(exchange));
  }

  /// Waits until the steps of an exchange have been played, or could have been.
  void awaitPlayed(int exchange) {
    try {
      played(exchange).await(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private CountDownLatch played(int exchange) {
    return exchanges.played().computeIfAbsent(exchange, _ -> new CountDownLatch(1));
  }

  private void serve(Peer peer) {
    try (peer) {
      peer.waitsFor(ProxyProcess.READ);
      InputStream in = new BufferedInputStream(peer.socket().getInputStream());
      boolean open = true;
      if (kind.isPresent()) {
        UpstreamRequest request = UpstreamRequest.read(kind.get(), peer, in);
        open =
            request instanceof UpstreamRequest.Tunnel tunnel
                ? Step.play(UpstreamScript.of(seed, tunnel.exchange(), kind.get()).steps(), peer)
                : exchange(((UpstreamRequest.Forwarded) request).head(), in, peer);
      }
      while (open) {
        open = exchange(MessageReader.readHead(in), in, peer);
      }
    } catch (IOException | UncheckedIOException e) {
      // The proxy has gone.
    } catch (IllegalStateException e) {
      // Garbage of a client, through a tunnel.
    }
  }

  /// @return whether the connection serves another request
  private boolean exchange(String head, InputStream in, Peer peer) throws IOException {
    int exchange = exchange(head);
    ResponseScript script = ResponseScript.of(seed, exchange);
    boolean early = head.startsWith("POST") && new Dice(seed, -exchange).oneIn(4);
    boolean open;
    if (early) {
      // What the client sends meanwhile is not read.
      open = Step.play(script.steps(), peer);
      readUpload(exchange, head, in);
    } else {
      readUpload(exchange, head, in);
      open = Step.play(script.steps(), peer);
    }
    played(exchange).countDown();
    if (open && MessageReader.field(head, "connection").equals("close")) {
      peer.ends();
      in.readAllBytes();
      return false;
    }
    return open;
  }

  /// The number at the end of the path.
  private static int exchange(String head) {
    String[] line = head.split(" ", 3);
    String number = line.length < 3 ? "" : line[1].substring(line[1].lastIndexOf('/') + 1);
    if (!number.matches("\\d{1,8}")) {
      throw new IllegalStateException("no request: " + head);
    }
    return Integer.parseInt(number);
  }

  private void readUpload(int exchange, String head, InputStream in) throws SocketTimeoutException {
    if (head.startsWith("POST")) {
      exchanges.uploads().put(exchange, MessageReader.requestBody(head, in));
    }
  }

  @Override
  public void close() {
    server.close();
  }
}
