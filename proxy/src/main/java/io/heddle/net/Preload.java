package io.heddle.net;

import io.heddle.net.scheduler.SchedulerFactory;
import java.io.IOException;
import java.nio.channels.SocketChannel;

/// What is set up when it is first used, and needs descriptors for it: the carriers, or else the
/// JDK's poller, and the library behind some socket options. A first use that finds no descriptor
/// left fails, and all later ones with it; so it is made before clients can take them all.
final class Preload {
  private Preload() {}

  static void make() throws IOException {
    try (SocketChannel channel = SocketChannel.open()) {
      TcpOptions.apply(channel);
      TcpOptions.keepAlive(channel);
      SchedulerFactory.start();
    }
  }
}
