package io.heddle.generative;

import io.heddle.address.Endpoint;
import io.heddle.support.Peer;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/// Well-behaved origin of the witnesses: it answers a GET, and sends other bytes back.
final class WitnessServer implements AutoCloseable {
  private static final String RESPONSE = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

  private final PeerServer server = PeerServer.start(WitnessServer::serve);

  private WitnessServer() {}

  static WitnessServer start() {
    return new WitnessServer();
  }

  Endpoint address() {
    return server.address();
  }

  private static void serve(Peer peer) {
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
    }
  }

  @Override
  public void close() {
    server.close();
  }
}
