package io.heddle.app;

import io.heddle.jdk.ProcessSignal;
import io.heddle.logging.Logging;
import io.heddle.net.scheduler.Schedulers;
import io.heddle.server.IdleTunnels;
import io.heddle.server.ProxyServer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.tinylog.Logger;
import org.tinylog.provider.ProviderRegistry;

/// Shutdown of the program on SIGTERM or SIGINT: open connections get their time to end, the log is
/// written, and the exit code is 0. The JVM's own exit codes for these signals are 143 and 130.
///
/// The signals are handled, so the JVM ends by an ordinary exit. To halt it at the end of a shutdown
/// hook gives the same exit code, but was rejected: that cuts off the hooks of others, such as that
/// of the Flight Recorder, which writes its file.
public final class Shutdown {
  private static final String INTERRUPT = "INT";
  private static final List<String> SIGNALS = List.of("TERM", INTERRUPT);

  /// The time that a shutdown takes at most beside draining.
  private static final Duration GRACE = Duration.ofSeconds(5);

  /// The time for what is done at the end on a second Ctrl-C.
  private static final Duration AT_ONCE = Duration.ofSeconds(1);

  private final RunningServer running;
  private final Runnable lastly;
  private final AtomicBoolean interrupted = new AtomicBoolean();
  private volatile boolean done;

  private Shutdown(RunningServer running, Runnable lastly) {
    this.running = running;
    this.lastly = lastly;
  }

  /// Shuts the program down on a signal from now on.
  ///
  /// @param lastly runs when all connections have ended
  public static void install(RunningServer running, Runnable lastly) {
    Shutdown shutdown = new Shutdown(running, lastly);
    // Also when the JVM ends for another reason, or was told to leave signals alone.
    Runtime.getRuntime()
        .addShutdownHook(Thread.ofPlatform().name("shutdown").unstarted(shutdown::run));
    SIGNALS.forEach(shutdown::handle);
  }

  private void handle(String signal) {
    boolean interrupt = signal.equals(INTERRUPT);
    ProcessSignal.handle(
        signal,
        () -> {
          if (interrupt && (interrupted.getAndSet(true) || done)) {
            endAtOnce();
          }
          run();
          exit(ExitCode.OK);
        });
  }

  /// Ends the program on a second Ctrl-C, or on one after a SIGTERM, whatever the file systems do.
  private void endAtOnce() {
    try {
      Logger.info("stopped at once");
      Thread last = Thread.ofPlatform().daemon().name("shutdown-last").start(lastly);
      Logging.flush();
      last.join(AT_ONCE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      Runtime.getRuntime().halt(ExitCode.OK.number());
    }
  }

  /// Ends the program, in which nothing is to be done any more.
  public static void exit(ExitCode code) {
    Schedulers.retire();
    System.exit(code.number());
  }

  private synchronized void run() {
    if (done) {
      return;
    }
    done = true;
    limitTime();
    if (interrupted.get()) {
      Thread.ofPlatform().daemon().name("idle-tunnels").start(this::abortIdleTunnels);
    }
    ServiceNotifier.stopping();
    drain(
        running.server(), running.drainTime(), interrupted.get() ? "; Ctrl-C ends it at once" : "");
    lastly.run();
  }

  private void abortIdleTunnels() {
    try {
      IdleTunnels.abort(running.server().connections());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Halts the program when the shutdown takes longer than it may: a file system that does not answer
  /// can stop any thread that closes or deletes something there, also in the hooks of others.
  private void limitTime() {
    Duration limit = running.drainTime().plus(GRACE);
    try {
      Thread.ofPlatform().daemon().name("shutdown-limit").start(() -> haltAfter(limit));
    } catch (OutOfMemoryError e) {
      // There is no thread for it.
    }
  }

  private static void haltAfter(Duration limit) {
    try {
      Thread.sleep(limit);
      Logger.error("the shutdown is not over after {}, and is cut short", seconds(limit));
      Logging.flush();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      Runtime.getRuntime().halt(ExitCode.FAILED.number());
    }
  }

  private static void drain(ProxyServer server, Duration limit, String hint) {
    try {
      int open = server.connections().count();
      if (open > 0) {
        String connections = open == 1 ? " connection" : " connections";
        Logger.info("draining: " + open + connections + " open, at most " + seconds(limit) + hint);
      }
      server.drain(limit);
      Logger.info("stopped");
      ProviderRegistry.getLoggingProvider().shutdown();
      Logging.flush();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static String seconds(Duration duration) {
    return duration.toMillis() / 1000.0 + " s";
  }
}
