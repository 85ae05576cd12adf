package io.heddle.lab.training;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;

/// Port of 127.0.0.1 that refuses connections. It is bound, so that no other program gets it, but
/// does not listen.
final class ClosedPort implements AutoCloseable {
  private final Socket socket = new Socket();

  ClosedPort() throws IOException {
    socket.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0));
  }

  InetSocketAddress address() {
    return (InetSocketAddress) socket.getLocalSocketAddress();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
