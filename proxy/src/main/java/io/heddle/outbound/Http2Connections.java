package io.heddle.outbound;

import io.heddle.http2.ConnectionRunner;
import io.heddle.http2.Http2Connection;
import io.heddle.http2.Http2Limits;
import io.heddle.http2.Http2Stream;
import io.heddle.http2.message.Http1OverHttp2Connection;
import io.heddle.net.Connection;
import io.heddle.net.Deadline;
import io.heddle.net.tls.TlsConnection;
import io.heddle.request.Refusal.Reason;
import io.heddle.request.RefusedException;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// The HTTP/2 connections to one proxy, which the requests of one outbound share: a new one is
/// opened when all are full, by one request while others wait for it.
///
/// The proxy may choose HTTP/1.1 when TLS is set up. Then each request has a connection of its own
/// again, and waits for no other.
public final class Http2Connections {
  /// For the answer to whether a connection still lives.
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  /// What a proxy may be spoken to in if it does not choose HTTP/2.
  public enum Otherwise {
    HTTP1,
    NOTHING
  }

  /// Connects to the proxy, in TLS.
  @FunctionalInterface
  interface Dial {
    TlsConnection connect() throws RefusedException, IOException;
  }

  private final ConnectionRunner runner;
  private final Http2Limits limits;
  private final Otherwise otherwise;
  private final List<Http2Connection> connections = new ArrayList<>();
  private Optional<Opening> opening = Optional.empty();
  private boolean speaksHttp1;
  private boolean finishing;

  /// @param runner runs what is opened
  public Http2Connections(ConnectionRunner runner, Http2Limits limits, Otherwise otherwise) {
    this.runner = runner;
    this.limits = limits;
    this.otherwise = otherwise;
  }

  /// One request's connection being opened, and how that went.
  private static final class Opening {
    private Optional<RefusedException> failure = Optional.empty();
  }

  /// A connection for one request, which the caller closes.
  ///
  /// @throws RefusedException if the proxy cannot be reached
  Connection open(Upstream upstream, Dial dial, Deadline deadline)
      throws RefusedException, IOException {
    while (true) {
      Optional<Http2Stream> stream = place(deadline);
      if (stream.isPresent()) {
        return Http1OverHttp2Connection.client(stream.get());
      }
      Optional<Opening> mine = begin(upstream, deadline);
      if (mine.isPresent()) {
        return open(mine.get(), upstream, dial, deadline);
      }
    }
  }

  /// No requests come any more, but those under way. Each connection ends with its last one.
  synchronized void finish() {
    finishing = true;
    connections.forEach(Http2Connection::drain);
  }

  /// A place on a connection that lives.
  private Optional<Http2Stream> place(Deadline deadline) throws IOException {
    for (Http2Connection connection : usable()) {
      Optional<Http2Stream> stream = connection.reserve();
      if (stream.isPresent() && lives(connection, stream.get(), deadline)) {
        return stream;
      }
    }
    return Optional.empty();
  }

  /// @param stream closed if the connection does not live, which then is used no more
  private static boolean lives(Http2Connection connection, Http2Stream stream, Deadline deadline)
      throws IOException {
    boolean lives = false;
    try {
      lives = connection.probe(Deadline.after(PATIENCE).orEarlier(deadline));
      if (!lives) {
        connection.goAway();
      }
      return lives;
    } finally {
      if (!lives) {
        stream.close();
      }
    }
  }

  private synchronized List<Http2Connection> usable() {
    connections.removeIf(Http2Connection::isClosing);
    return List.copyOf(connections);
  }

  /// Waits while somebody else opens a connection.
  ///
  /// @return the right to open one, if nobody did
  private synchronized Optional<Opening> begin(Upstream upstream, Deadline deadline)
      throws RefusedException, IOException {
    if (speaksHttp1) {
      return Optional.of(new Opening());
    }
    if (opening.isEmpty()) {
      opening = Optional.of(new Opening());
      return opening;
    }
    Opening others = opening.get();
    while (opening.equals(Optional.of(others))) {
      await(upstream, deadline);
    }
    if (others.failure.isPresent()) {
      throw others.failure.get();
    }
    return Optional.empty();
  }

  @SuppressWarnings("WaitNotInLoop") // The caller loops.
  private void await(Upstream upstream, Deadline deadline) throws RefusedException, IOException {
    long millis = TimeUnit.NANOSECONDS.toMillis(deadline.remaining());
    if (millis <= 0) {
      throw upstream.failed(Reason.CONNECTION_TIMED_OUT, "no connection to it in time");
    }
    try {
      wait(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ClosedByInterruptException();
    }
  }

  private Connection open(Opening mine, Upstream upstream, Dial dial, Deadline deadline)
      throws RefusedException, IOException {
    try {
      TlsConnection secured = dial.connect();
      return secured.applicationProtocol().equals(Http2Connection.ALPN)
          ? share(secured, upstream, deadline)
          : alone(secured, upstream);
    } catch (RefusedException e) {
      mine.failure = Optional.of(e);
      throw e;
    } finally {
      end(mine);
    }
  }

  private synchronized void end(Opening mine) {
    if (opening.equals(Optional.of(mine))) {
      opening = Optional.empty();
      notifyAll();
    }
  }

  private Connection share(TlsConnection secured, Upstream upstream, Deadline deadline)
      throws RefusedException, IOException {
    Http2Connection connection = Http2Connection.client(secured, limits);
    runner.start(connection);
    try {
      connection.awaitSettings(deadline);
    } catch (ClosedByInterruptException e) {
      connection.close();
      throw e;
    } catch (IOException e) {
      connection.close();
      throw upstream.failure(e);
    }
    Optional<Http2Stream> stream = connection.reserve();
    if (stream.isEmpty()) {
      connection.close();
      throw upstream.failed(Reason.UPSTREAM_REFUSED, "it allows no streams of HTTP/2");
    }
    add(connection);
    return Http1OverHttp2Connection.client(stream.get());
  }

  private synchronized void add(Http2Connection connection) {
    connections.add(connection);
    speaksHttp1 = false;
    if (finishing) {
      connection.drain();
    }
  }

  private synchronized Connection alone(TlsConnection secured, Upstream upstream)
      throws RefusedException {
    return switch (otherwise) {
      case HTTP1 -> {
        speaksHttp1 = true;
        yield secured;
      }
      case NOTHING -> {
        secured.close();
        throw upstream.failed(
            Reason.UPSTREAM_REFUSED, "it does not speak HTTP/2, and the configuration requires it");
      }
    };
  }
}
