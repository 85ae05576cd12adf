package io.heddle.lab.bench;

import java.io.IOException;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/// Sockets that a measurement holds open together. Not thread-safe.
final class OpenSockets implements AutoCloseable {
  private final List<Socket> sockets = new ArrayList<>();

  /// Takes over a socket, and closes it with the others.
  void add(Socket socket) {
    sockets.add(socket);
  }

  /// Takes over sockets.
  void addAll(List<Socket> others) {
    sockets.addAll(others);
  }

  int count() {
    return sockets.size();
  }

  /// Sends one byte on each of them.
  void send(int value) throws IOException {
    for (Socket socket : sockets) {
      socket.getOutputStream().write(value);
    }
  }

  @Override
  public void close() throws IOException {
    for (Socket socket : sockets) {
      socket.close();
    }
  }
}
