package io.heddle.lab.proxy;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/// Search for ports of 127.0.0.1 on which nobody listens.
public final class PortFinder {
  private static final int FIRST_PORT = 10_000;
  private static final int LAST_PORT = 30_000;
  private static final int TRIES = 100;

  private PortFinder() {}

  /// A free port below the range that the system gives to clients. That range is used up for a
  /// minute after some ten thousand tunnels.
  public static int freePort() throws IOException {
    InetAddress loopback = InetAddress.ofLiteral("127.0.0.1");
    for (int i = 0; i < TRIES; i++) {
      int port = ThreadLocalRandom.current().nextInt(FIRST_PORT, LAST_PORT);
      try (ServerSocket socket = new ServerSocket(port, 1, loopback)) {
        return socket.getLocalPort();
      } catch (BindException e) {
        // in use: try another
      }
    }
    throw new BindException("none of " + TRIES + " ports tried is free");
  }
}
