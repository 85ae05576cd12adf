package io.heddle.lab.bench;

import java.io.IOException;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/// Sockets that a measurement holds open together. Thread-safe.
final class OpenSockets implements AutoCloseable {
  private final List<Socket> sockets = new ArrayList<>();

  /// Takes over a socket, and closes it with the others.
  synchronized void add(Socket socket) {
    sockets.add(socket);
  }

  synchronized int count() {
    return sockets.size();
  }

  /// Sends one byte on each of them.
  synchronized void send(int value) throws IOException {
    for (Socket socket : sockets) {
      socket.getOutputStream().write(value);
    }
  }

  /// Closes all, also if one fails.
  @Override
  public synchronized void close() {
    for (Socket socket : sockets) {
      try {
        socket.close();
      } catch (IOException e) {
        // The descriptor is closed in any case.
      }
    }
  }
}
