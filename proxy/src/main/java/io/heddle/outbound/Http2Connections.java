package io.heddle.outbound;

import io.heddle.http2.ConnectionRunner;
import io.heddle.http2.Http2Connection;
import io.heddle.http2.Http2Limits;
import io.heddle.http2.Http2Stream;
import io.heddle.http2.message.Http1OverHttp2Connection;
import io.heddle.net.Connection;
import io.heddle.net.tls.TlsClient;
import io.heddle.net.tls.TlsConnection;
import io.heddle.request.ProxyRequest.Client;
import io.heddle.request.Refusal.Reason;
import io.heddle.request.RefusedException;
import io.heddle.time.Deadline;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// HTTP/2 connections to one proxy, which the requests of an outbound share. When all are full, one
/// request opens another connection, and the requests that come meanwhile wait for it.
///
/// The proxy may choose HTTP/1.1 in the TLS handshake. Then each request has a connection of its own
/// again, and waits for no other.
public final class Http2Connections {
  /// Limit for the answer to a PING.
  private static final Duration PING_TIMEOUT = Duration.ofSeconds(2);

  /// Protocol for a proxy that does not choose HTTP/2.
  public enum Fallback {
    HTTP1,
    /// None: the request is refused.
    NONE
  }

  private final ConnectionRunner runner;
  private final Http2Limits limits;
  private final Fallback fallback;
  private final SingleFlight opening = new SingleFlight();
  private final List<Http2Connection> connections = new ArrayList<>();
  private volatile boolean http1Chosen;
  private boolean closing;

  /// @param runner runs the connections opened
  public Http2Connections(ConnectionRunner runner, Http2Limits limits, Fallback fallback) {
    this.runner = runner;
    this.limits = limits;
    this.fallback = fallback;
  }

  /// Opens a stream for one request, which the caller closes.
  ///
  /// @param client for whom the proxy is dialled, if there is no connection with a free stream
  /// @throws RefusedException if the proxy cannot be reached
  Connection open(UpstreamProxy proxy, Client client, TlsClient tls, Deadline deadline)
      throws RefusedException, IOException {
    while (true) {
      Optional<Http2Stream> stream = reserveStream(deadline);
      if (stream.isPresent()) {
        return Http1OverHttp2Connection.client(stream.get());
      }
      if (http1Chosen) {
        return connect(proxy, client, tls, deadline);
      }
      Optional<SingleFlight.Flight> flight =
          opening.begin(
              () -> proxy.failed(Reason.CONNECTION_TIMED_OUT, "no connection to it in time"),
              deadline);
      if (flight.isPresent()) {
        return connect(flight.get(), proxy, client, tls, deadline);
      }
    }
  }

  /// Closes each connection as soon as it has no stream. No new requests come, but those under way
  /// go on.
  synchronized void closeWhenIdle() {
    closing = true;
    connections.forEach(Http2Connection::drain);
  }

  /// Makes the next request on each connection send a PING first, whatever its proxy has sent before.
  synchronized void checkBeforeUse() {
    connections.forEach(Http2Connection::doubt);
  }

  /// Reserves a stream on a connection whose peer is alive.
  private Optional<Http2Stream> reserveStream(Deadline deadline) throws IOException {
    for (Http2Connection connection : usable()) {
      Optional<Http2Stream> stream = connection.reserve();
      if (stream.isPresent() && isAlive(connection, stream.get(), deadline)) {
        return stream;
      }
    }
    return Optional.empty();
  }

  /// @param stream closed if the peer is not alive; the connection is not used any more then
  private static boolean isAlive(Http2Connection connection, Http2Stream stream, Deadline deadline)
      throws IOException {
    boolean alive = false;
    try {
      alive = connection.probe(Deadline.after(PING_TIMEOUT).orEarlier(deadline));
      if (!alive) {
        connection.goAway();
      }
      return alive;
    } finally {
      if (!alive) {
        stream.close();
      }
    }
  }

  private synchronized List<Http2Connection> usable() {
    connections.removeIf(Http2Connection::isClosing);
    return List.copyOf(connections);
  }

  private Connection connect(
      SingleFlight.Flight flight,
      UpstreamProxy proxy,
      Client client,
      TlsClient tls,
      Deadline deadline)
      throws RefusedException, IOException {
    try {
      return connect(proxy, client, tls, deadline);
    } catch (RefusedException e) {
      opening.fail(flight, e);
      throw e;
    } finally {
      opening.end(flight);
    }
  }

  private Connection connect(UpstreamProxy proxy, Client client, TlsClient tls, Deadline deadline)
      throws RefusedException, IOException {
    TlsConnection secured = proxy.connectTls(client, tls, deadline);
    return secured.applicationProtocol().equals(Http2Connection.ALPN)
        ? startHttp2(secured, proxy, deadline)
        : fallBack(secured, proxy);
  }

  private Connection startHttp2(TlsConnection secured, UpstreamProxy proxy, Deadline deadline)
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
      throw proxy.failed(e);
    }
    Optional<Http2Stream> stream = connection.reserve();
    if (stream.isEmpty()) {
      connection.close();
      throw proxy.failed(Reason.UPSTREAM_REFUSED, "it allows no streams of HTTP/2");
    }
    add(connection);
    return Http1OverHttp2Connection.client(stream.get());
  }

  private synchronized void add(Http2Connection connection) {
    connections.add(connection);
    http1Chosen = false;
    if (closing) {
      connection.drain();
    }
  }

  private Connection fallBack(TlsConnection secured, UpstreamProxy proxy) throws RefusedException {
    return switch (fallback) {
      case HTTP1 -> {
        http1Chosen = true;
        yield secured;
      }
      case NONE -> {
        secured.close();
        throw proxy.failed(
            Reason.UPSTREAM_REFUSED, "it does not speak HTTP/2, and the configuration requires it");
      }
    };
  }
}
