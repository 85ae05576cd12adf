package io.heddle.lab.bench;

import io.heddle.lab.client.Expect;
import io.heddle.lab.client.OriginRole;
import io.heddle.lab.client.ProxyClient;
import java.io.IOException;
import java.net.Socket;

/// Workers with short messages in tunnels.
final class TunnelWorkers {
  private static final int MESSAGE = 64;

  private TunnelWorkers() {}

  /// Worker that opens a tunnel, echoes a byte and closes it, again and again.
  static Worker newTunnels(ProxyClient client) {
    return deadline -> {
      long count = 0;
      while (System.nanoTime() < deadline) {
        try (Socket socket = client.open(OriginRole.ECHO)) {
          echo(socket, new byte[1]);
        }
        count++;
      }
      return count;
    };
  }

  /// Worker that echoes 64 bytes in one tunnel, again and again.
  static Worker pingPong(ProxyClient client) {
    return deadline -> {
      try (Socket socket = client.open(OriginRole.ECHO)) {
        byte[] message = new byte[MESSAGE];
        long count = 0;
        while (System.nanoTime() < deadline) {
          echo(socket, message);
          count++;
        }
        return count;
      }
    };
  }

  /// Sends a message, and reads as many bytes.
  static void echo(Socket socket, byte[] message) throws IOException {
    socket.getOutputStream().write(message);
    int received = socket.getInputStream().readNBytes(message.length).length;
    Expect.equal("the length of the echo", message.length, received);
  }
}
