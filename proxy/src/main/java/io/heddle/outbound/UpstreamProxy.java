package io.heddle.outbound;

import io.heddle.address.Endpoint;
import io.heddle.net.Connection;
import io.heddle.net.RequestNotProcessedException;
import io.heddle.net.tls.TlsClient;
import io.heddle.net.tls.TlsConnection;
import io.heddle.net.tls.TlsFailures;
import io.heddle.outbound.ProxyHandshake.Granted;
import io.heddle.request.ProxyRequest.Client;
import io.heddle.request.ProxyRequest.Tunnel;
import io.heddle.request.Refusal.Reason;
import io.heddle.request.RefusedException;
import io.heddle.time.Deadline;
import io.heddle.trace.Tracing;
import io.heddle.trace.Tracing.Step;
import io.heddle.wire.MalformedException;
import java.io.EOFException;
import java.io.IOException;
import java.net.ProtocolException;
import java.net.SocketTimeoutException;
import java.nio.channels.ClosedByInterruptException;
import java.util.Map;

/// Next proxy on the way to a target, and the way to this proxy.
///
/// @param name of the outbound that it belongs to, for log lines and messages
/// @param via outbound that connects to it: [DirectOutbound], or another proxy
public record UpstreamProxy(
    String name, Endpoint address, UpstreamTransport transport, Outbound via) {
  /// Limit of attempts for a request that the proxy says it has not processed.
  private static final int MAX_ATTEMPTS = 3;

  /// A proxy without TLS.
  public UpstreamProxy(String name, Endpoint address, Outbound via) {
    this(name, address, new UpstreamTransport.PlainTcp(), via);
  }

  /// The same proxy, reached through another outbound.
  UpstreamProxy reachedThrough(Outbound other) {
    return new UpstreamProxy(name, address, transport, other);
  }

  /// Makes sure that each shared connection is alive before its next use.
  void checkShared() {
    if (transport instanceof UpstreamTransport.SharedHttp2(var _, var connections)) {
      connections.checkBeforeUse();
    }
  }

  /// Closes shared connections, each as soon as it serves no request.
  void closeWhenIdle() {
    if (transport instanceof UpstreamTransport.SharedHttp2(var _, var connections)) {
      connections.closeWhenIdle();
    }
  }

  /// Connects to the proxy and performs `handshake`. What is read from the connection afterwards
  /// comes from the target. The caller closes the connection.
  ///
  /// @throws UpstreamFailedException if the proxy could not be reached or gave no proper reply
  /// @throws RefusedException if `handshake` throws it
  /// @throws IOException if the thread was interrupted
  <T> Granted<T> request(Client client, ProxyHandshake<T> handshake, Deadline deadline)
      throws RefusedException, IOException {
    for (int attempt = 1; ; attempt++) {
      try {
        return perform(handshake, connect(client, deadline), deadline);
      } catch (RequestNotProcessedException e) {
        if (attempt == MAX_ATTEMPTS) {
          throw failed(Reason.UPSTREAM_REFUSED, "it takes no requests: " + e.getMessage());
        }
      }
    }
  }

  /// @param proxy closed if this fails
  private <T> Granted<T> perform(ProxyHandshake<T> handshake, Connection proxy, Deadline deadline)
      throws RefusedException, IOException {
    boolean granted = false;
    try {
      proxy.deadline(deadline);
      T reply =
          Tracing.step(
              new Step.RequestTunnel(this), _ -> Map.of(), () -> perform(handshake, proxy));
      proxy.deadline(Deadline.NONE);
      granted = true;
      return new Granted<>(proxy, reply);
    } catch (ClosedByInterruptException | RequestNotProcessedException e) {
      throw e;
    } catch (IOException e) {
      throw failed(e);
    } finally {
      if (!granted) {
        proxy.close();
      }
    }
  }

  private <T> T perform(ProxyHandshake<T> handshake, Connection proxy)
      throws RefusedException, IOException {
    try {
      return handshake.perform(proxy);
    } catch (MalformedException e) {
      throw failed(Reason.UPSTREAM_REFUSED, protocolViolation(e));
    }
  }

  /// Connects to the proxy, and sends nothing in its protocol. The caller closes the connection.
  ///
  /// @throws UpstreamFailedException if the proxy could not be reached
  /// @throws IOException if the thread was interrupted
  Connection connect(Client client, Deadline deadline) throws RefusedException, IOException {
    if (transport instanceof UpstreamTransport.SharedHttp2(var tls, var connections)) {
      return connections.open(this, client, tls, deadline);
    }
    return transport instanceof UpstreamTransport.DedicatedTls(var tls)
        ? connectTls(client, tls, deadline)
        : dial(client, deadline);
  }

  /// The same in TLS, whatever the transport is.
  TlsConnection connectTls(Client client, TlsClient tls, Deadline deadline)
      throws RefusedException, IOException {
    Connection tcp = dial(client, deadline);
    return Tracing.step(
        new Step.TlsHandshake(this, tls.server()),
        TlsConnection::sessionDetails,
        () -> handshakeTls(tcp, tls, deadline));
  }

  /// @param tcp closed if this fails
  private TlsConnection handshakeTls(Connection tcp, TlsClient tls, Deadline deadline)
      throws RefusedException, IOException {
    boolean secured = false;
    try {
      tcp.deadline(deadline);
      TlsConnection connection = tls.connect(tcp);
      secured = true;
      return connection;
    } catch (ClosedByInterruptException e) {
      throw e;
    } catch (SocketTimeoutException e) {
      throw failed(Reason.CONNECTION_TIMED_OUT, TlsFailures.describe(e));
    } catch (IOException e) {
      throw failed(Reason.UPSTREAM_NOT_SECURE, TlsFailures.describe(e));
    } finally {
      if (!secured) {
        tcp.close();
      }
    }
  }

  private Connection dial(Client client, Deadline deadline) throws RefusedException, IOException {
    try {
      return via.connect(new Tunnel(client, address), deadline).connection();
    } catch (RefusedException e) {
      throw failed(Reason.UPSTREAM_UNREACHABLE, e.refusal().details());
    }
  }

  /// The proxy refuses the target.
  ///
  /// @param why one clause about its reply
  RefusedException refused(Reason reason, String why) {
    return new RefusedException(reason, toString() + ": " + why);
  }

  /// The proxy itself fails, whatever the target is.
  ///
  /// @param why one clause
  UpstreamFailedException failed(Reason reason, String why) {
    return new UpstreamFailedException(reason, toString() + ": " + why);
  }

  /// The proxy gives no reply, since its connection fails.
  UpstreamFailedException failed(IOException e) {
    if (e instanceof SocketTimeoutException) {
      return failed(Reason.CONNECTION_TIMED_OUT, "no answer to the request in time");
    }
    if (e instanceof EOFException) {
      return failed(Reason.UPSTREAM_REFUSED, "it closed the connection without an answer");
    }
    return failed(
        Reason.UPSTREAM_REFUSED,
        e instanceof ProtocolException
            ? protocolViolation(e)
            : "it broke the connection: " + e.getMessage());
  }

  private static String protocolViolation(Exception e) {
    return "it does not speak its protocol: " + e.getMessage();
  }

  /// The name in messages: `upstream corp (proxy.example:8443)`.
  @Override
  public String toString() {
    return "upstream " + name + " (" + address + ")";
  }
}
