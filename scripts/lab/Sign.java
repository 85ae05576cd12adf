import java.io.IOException;
import java.time.Duration;

/// By what a proxy is known to be ready.
enum Sign {
  /// It accepts a connection.
  ACCEPTS {
    @Override
    void await(Running proxy, Target target) throws IOException, InterruptedException {
      retry(proxy, () -> target.connect().close());
    }
  },
  /// It leads to the origin, whatever is between.
  ECHOES {
    @Override
    void await(Running proxy, Target target) throws IOException, InterruptedException {
      retry(proxy, () -> target.open('E').close());
    }
  },
  /// It says where it listens.
  SAYS_SO {
    @Override
    void await(Running proxy, Target target) throws IOException {
      String line = proxy.process().inputReader().readLine();
      if (line == null || !line.startsWith("listening on ")) {
        throw new IOException("instead of where it listens, it says: " + line);
      }
    }
  };

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /// Returns once `proxy` has shown it.
  ///
  /// @throws IOException if it does not
  abstract void await(Running proxy, Target target) throws IOException, InterruptedException;

  private interface Attempt {
    void run() throws IOException;
  }

  private static void retry(Running proxy, Attempt attempt)
      throws IOException, InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      try {
        attempt.run();
        return;
      } catch (IOException e) {
        if (System.nanoTime() > deadline || !proxy.process().isAlive()) {
          throw new IOException("it did not start", e);
        }
        Thread.sleep(1);
      }
    }
  }
}
