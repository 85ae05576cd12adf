package io.heddle.generative;

import io.heddle.address.Endpoint;
import io.heddle.support.Origin;
import io.heddle.support.Peer;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Well-behaved origin of the witnesses: it answers a GET, and sends other bytes back.
final class WitnessServer implements AutoCloseable {
  private static final String RESPONSE = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

  private final Origin socket = Origin.start();
  private final Set<Peer> peers = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  private WitnessServer() {}

  static WitnessServer start() {
    WitnessServer server = new WitnessServer();
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
    try (peer) {
      InputStream in = new BufferedInputStream(peer.socket().getInputStream());
      for (int next = in.read(); next >= 0; next = in.read()) {
        if (next == 'G') {
          MessageReader.readHead(in);
          peer.sendsText(RESPONSE);
        } else {
          peer.sendsBytes(new byte[] {(byte) next});
        }
      }
    } catch (IOException | UncheckedIOException e) {
      // The proxy has gone.
    } finally {
      peers.remove(peer);
    }
  }

  @Override
  public void close() {
    closed = true;
    socket.close();
    peers.forEach(Peer::close);
  }
}
