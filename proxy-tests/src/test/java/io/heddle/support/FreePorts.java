package io.heddle.support;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.ThreadLocalRandom;

/// Free ports for servers that cannot choose one themselves.
public final class FreePorts {
  private FreePorts() {}

  /// A port that is free now. It is below the ephemeral ports, so no outgoing connection takes it.
  public static int free() {
    for (int attempt = 0; attempt < 100; attempt++) {
      int port = ThreadLocalRandom.current().nextInt(20_000, 32_000);
      if (isFree("0.0.0.0", port) && isFree("::", port)) {
        return port;
      }
    }
    throw new AssertionError("no free port");
  }

  private static boolean isFree(String address, int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(InetAddress.ofLiteral(address), port));
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /// Whether a server accepts connections on this port of 127.0.0.1.
  static boolean accepts(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port), 1000);
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
