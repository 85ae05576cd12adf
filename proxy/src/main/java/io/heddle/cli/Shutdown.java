package io.heddle.cli;

import io.heddle.server.ProxyServer;
import java.time.Duration;
import org.tinylog.Logger;
import org.tinylog.provider.ProviderRegistry;

/// Ends the program on SIGTERM or SIGINT: connections get their time, the log is written out, and
/// the exit code is 0, where a JVM's own for a signal would be 143 or 130.
final class Shutdown {
  private Shutdown() {}

  /// @param last done when nobody is served any more
  static void onSignal(RunningServer running, Runnable last) {
    Thread hook =
        Thread.ofPlatform()
            .name("shutdown")
            .unstarted(() -> {
              end(running.server(), running.drainTime());
              last.run();
              Runtime.getRuntime().halt(ExitCode.OK.number());
            });
    Runtime.getRuntime().addShutdownHook(hook);
  }

  private static void end(ProxyServer server, Duration patience) {
    try {
      int open = server.connections().count();
      if (open > 0) {
        String connections = open == 1 ? " connection" : " connections";
        Logger.info("draining: " + open + connections + " open, at most " + seconds(patience));
      }
      server.drain(patience);
      Logger.info("stopped");
      ProviderRegistry.getLoggingProvider().shutdown();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static String seconds(Duration duration) {
    return duration.toMillis() / 1000.0 + " s";
  }
}
