package io.heddle.net;

import io.heddle.net.Sockets.TcpOptions;
import io.heddle.net.scheduler.Schedulers;
import java.io.IOException;
import java.nio.channels.SocketChannel;

/// Early load of what needs descriptors when it is first used: the scheduler and its poller, and the
/// native library of some socket options. A first use that finds no descriptor left fails, and all
/// later uses with it. So this is done before clients can take all descriptors.
final class EagerInitialization {
  private EagerInitialization() {}

  /// Does nothing if all is loaded already.
  static void load() throws IOException {
    try (SocketChannel channel = SocketChannel.open()) {
      TcpOptions.apply(channel);
      TcpOptions.keepAlive(channel);
      Schedulers.start();
    }
  }
}
