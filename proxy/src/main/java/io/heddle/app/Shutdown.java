package io.heddle.app;

import io.heddle.jdk.ProcessSignal;
import io.heddle.logging.Logging;
import io.heddle.server.ProxyServer;
import java.time.Duration;
import java.util.List;
import org.tinylog.Logger;
import org.tinylog.provider.ProviderRegistry;

/// Ends the program on SIGTERM or SIGINT: connections get their time, the log is written out, and
/// the exit code is 0, where a JVM's own for a signal would be 143 or 130.
///
/// The signals are handled, so that the JVM ends as by itself. To halt it at the end of a shutdown
/// hook gives the same code, but was rejected: it cuts off the hooks of others, such as that of the
/// Flight Recorder, which writes its file.
public final class Shutdown {
  private static final List<String> SIGNALS = List.of("TERM", "INT");

  private final RunningServer running;
  private final Runnable last;
  private boolean done;

  private Shutdown(RunningServer running, Runnable last) {
    this.running = running;
    this.last = last;
  }

  /// Ends the program on a signal from now on.
  ///
  /// @param last done when nobody is served any more
  public static void onSignal(RunningServer running, Runnable last) {
    Shutdown shutdown = new Shutdown(running, last);
    // Also where the JVM ends for another reason, or was told to leave signals alone.
    Runtime.getRuntime()
        .addShutdownHook(Thread.ofPlatform().name("shutdown").unstarted(shutdown::end));
    SIGNALS.forEach(shutdown::handle);
  }

  private void handle(String signal) {
    ProcessSignal.handle(
        signal,
        () -> {
          end();
          System.exit(ExitCode.OK.number());
        });
  }

  private synchronized void end() {
    if (done) {
      return;
    }
    done = true;
    ServiceNotifier.stopping();
    end(running.server(), running.drainTime());
    last.run();
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
      Logging.finish();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static String seconds(Duration duration) {
    return duration.toMillis() / 1000.0 + " s";
  }
}
