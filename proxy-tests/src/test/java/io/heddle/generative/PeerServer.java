package io.heddle.generative;

import io.heddle.address.Endpoint;
import io.heddle.support.Origin;
import io.heddle.support.Peer;
import java.io.UncheckedIOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/// Server that serves each of its peers in a thread of its own.
final class PeerServer implements AutoCloseable {
  private final Origin socket = Origin.start();
  private final Set<Peer> peers = ConcurrentHashMap.newKeySet();
  private final Consumer<Peer> service;
  private volatile boolean closed;

  private PeerServer(Consumer<Peer> service) {
    this.service = service;
  }

  /// Accepts peers from now on.
  ///
  /// @param service of one peer, which it closes
  static PeerServer start(Consumer<Peer> service) {
    PeerServer server = new PeerServer(service);
    Thread.startVirtualThread(server::accept);
    return server;
  }

  Endpoint address() {
    return socket.address();
  }

  private void accept() {
    while (!closed) {
      try {
        Peer peer = socket.accept();
        peers.add(peer);
        Thread.startVirtualThread(() -> serve(peer));
      } catch (UncheckedIOException e) {
        // Closed, or nobody has come for a while.
      }
    }
  }

  private void serve(Peer peer) {
    try {
      service.accept(peer);
    } finally {
      peers.remove(peer);
    }
  }

  /// Closes the peers that are being served, too.
  @Override
  public void close() {
    closed = true;
    socket.close();
    peers.forEach(Peer::close);
  }
}
