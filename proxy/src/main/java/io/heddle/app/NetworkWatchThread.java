package io.heddle.app;

import io.heddle.concurrent.Supervisor;
import io.heddle.net.change.NetworkWatch;
import io.heddle.server.NetworkRefresh;
import io.heddle.server.ProxyServer;

/// Thread of the watch for changes of the network, which ends with the program.
///
/// A platform thread, since a look reads files, and since the JDK would keep three threads awake for a
/// virtual thread that sleeps again and again.
final class NetworkWatchThread extends Thread {
  private final NetworkWatch watch = new NetworkWatch();

  private NetworkWatchThread(ProxyServer server) {
    super("network-watch");
    setDaemon(true);
    watch.add(new NetworkRefresh(server));
  }

  /// Starts the watch for a proxy.
  static void start(ProxyServer server) {
    new NetworkWatchThread(server).start();
  }

  @Override
  public void run() {
    Supervisor.runInterruptibly("the watch of the network", watch::run);
  }
}
