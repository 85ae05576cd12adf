package io.heddle.lab.proxy;

import io.heddle.lab.client.OriginRole;
import io.heddle.lab.client.ProxyClient;
import java.io.IOException;
import java.time.Duration;

/// Probe that tells when a proxy is ready.
public enum ReadinessProbe {
  /// The proxy accepts a connection.
  ACCEPTED_CONNECTION {
    @Override
    void await(ProxyProcess process, ProxyClient client) throws IOException, InterruptedException {
      retry(process, () -> client.connect().close());
    }
  },
  /// The proxy opens a stream to the origin, through the next proxy if there is one.
  OPENED_STREAM {
    @Override
    void await(ProxyProcess process, ProxyClient client) throws IOException, InterruptedException {
      retry(process, () -> client.open(OriginRole.ECHO).close());
    }
  },
  /// The proxy prints the line `listening on …`.
  PRINTED_LINE {
    @Override
    void await(ProxyProcess process, ProxyClient client) throws IOException {
      String line = process.outputLine();
      if (!line.startsWith("listening on ")) {
        throw new IOException("the first line should be \"listening on …\", but is: " + line);
      }
    }
  };

  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  /// Returns once the proxy is ready.
  ///
  /// @throws IOException if it does not become ready
  abstract void await(ProxyProcess process, ProxyClient client)
      throws IOException, InterruptedException;

  private interface Attempt {
    void run() throws IOException;
  }

  private static void retry(ProxyProcess process, Attempt attempt)
      throws IOException, InterruptedException {
    long deadline = System.nanoTime() + TIMEOUT.toNanos();
    while (true) {
      try {
        attempt.run();
        return;
      } catch (IOException e) {
        if (System.nanoTime() > deadline || !process.isAlive()) {
          throw new IOException("the proxy did not start", e);
        }
        Thread.sleep(1);
      }
    }
  }
}
