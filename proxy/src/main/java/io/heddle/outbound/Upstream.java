package io.heddle.outbound;

import io.heddle.address.Endpoint;
import io.heddle.net.Connection;
import io.heddle.net.Deadline;
import io.heddle.net.RequestNotProcessedException;
import io.heddle.net.tls.TlsClient;
import io.heddle.net.tls.TlsConnection;
import io.heddle.net.tls.TlsFailures;
import io.heddle.request.Client;
import io.heddle.request.ProxyRequest.Tunnel;
import io.heddle.request.Refusal.Reason;
import io.heddle.request.RefusedException;
import io.heddle.trace.Step;
import io.heddle.trace.Traced;
import io.heddle.wire.MalformedException;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.channels.ClosedByInterruptException;
import java.util.Map;

/// The next proxy on the way, and how to get to it.
///
/// @param name of the outbound that it belongs to, for what people read
/// @param security how to speak TLS with it, if it does
/// @param via what connects to it: [Direct], or another proxy
public record Upstream(String name, Endpoint address, Security security, Outbound via) {
  /// How often a request is made again that the proxy says it has not looked at.
  private static final int TRIES = 3;

  /// What is between a proxy's protocol and the stream to it.
  public sealed interface Security {
    /// Nothing.
    record None() implements Security {}

    /// TLS, and a connection for each request.
    record InTls(TlsClient client) implements Security {}

    /// TLS, and connections of HTTP/2 that requests share, if the proxy speaks it.
    record Shared(TlsClient client, Http2Connections connections) implements Security {}
  }

  /// A proxy without TLS.
  public Upstream(String name, Endpoint address, Outbound via) {
    this(name, address, new Security.None(), via);
  }

  /// The same proxy, reached another way.
  Upstream through(Outbound other) {
    return new Upstream(name, address, security, other);
  }

  /// No requests come any more, but those under way.
  void finish() {
    switch (security) {
      case Security.None(), Security.InTls _ -> {}
      case Security.Shared(var _, var connections) -> connections.finish();
    }
  }

  /// What is said to the proxy until it has granted what we want.
  ///
  /// @param <T> the answer
  @FunctionalInterface
  interface Talk<T> {
    /// Asks, and reads the answer.
    ///
    /// @throws RefusedException if it says no
    /// @throws MalformedException if it says something else
    T hold(Connection proxy) throws IOException, MalformedException, RefusedException;
  }

  /// A connection to the proxy, and what it has answered.
  record Answered<T>(Connection connection, T answer) {}

  /// A connection to the proxy over which `talk` has been held: what comes now is from the target.
  /// The caller closes it.
  ///
  /// @throws UpstreamFailedException if the proxy could not be reached or gave no proper answer
  /// @throws RefusedException if `talk` says so
  /// @throws IOException if the thread was interrupted
  Connection tunnel(Client client, Talk<?> talk, Deadline deadline)
      throws RefusedException, IOException {
    return ask(client, talk, deadline).connection();
  }

  /// The same, with the answer.
  <T> Answered<T> ask(Client client, Talk<T> talk, Deadline deadline)
      throws RefusedException, IOException {
    for (int tried = 1; ; tried++) {
      try {
        return ask(reach(client, deadline), talk, deadline);
      } catch (RequestNotProcessedException e) {
        if (tried == TRIES) {
          throw failed(Reason.UPSTREAM_REFUSED, "it takes no requests: " + e.getMessage());
        }
      }
    }
  }

  /// @param proxy closed if this fails
  private <T> Answered<T> ask(Connection proxy, Talk<T> talk, Deadline deadline)
      throws RefusedException, IOException {
    boolean stands = false;
    try {
      proxy.deadline(deadline);
      T answer = Traced.step(new Step.Ask(this), _ -> Map.of(), () -> heldWith(proxy, talk));
      proxy.deadline(Deadline.NONE);
      stands = true;
      return new Answered<>(proxy, answer);
    } catch (ClosedByInterruptException | RequestNotProcessedException e) {
      throw e;
    } catch (IOException e) {
      throw failure(e);
    } finally {
      if (!stands) {
        proxy.close();
      }
    }
  }

  private <T> T heldWith(Connection proxy, Talk<T> talk) throws RefusedException, IOException {
    try {
      return talk.hold(proxy);
    } catch (MalformedException e) {
      throw failed(Reason.UPSTREAM_REFUSED, "it does not speak its protocol: " + e.getMessage());
    }
  }

  /// A connection to the proxy over which nothing has been said yet. The caller closes it.
  ///
  /// @throws UpstreamFailedException if the proxy could not be reached
  /// @throws IOException if the thread was interrupted
  Connection reach(Client client, Deadline deadline) throws RefusedException, IOException {
    return switch (security) {
      case Security.None() -> dial(client, deadline);
      case Security.InTls(var tls) -> secured(dial(client, deadline), tls, deadline);
      case Security.Shared(var tls, var connections) ->
          connections.open(this, () -> secured(dial(client, deadline), tls, deadline), deadline);
    };
  }

  private TlsConnection secured(Connection transport, TlsClient client, Deadline deadline)
      throws RefusedException, IOException {
    return Traced.step(
        new Step.Secure(this, client.server()),
        TlsConnection::facts,
        () -> secure(transport, client, deadline));
  }

  /// @param transport closed if this fails
  private TlsConnection secure(Connection transport, TlsClient client, Deadline deadline)
      throws RefusedException, IOException {
    boolean secured = false;
    try {
      transport.deadline(deadline);
      TlsConnection connection = client.connect(transport);
      secured = true;
      return connection;
    } catch (ClosedByInterruptException e) {
      throw e;
    } catch (IOException e) {
      throw failed(Reason.UPSTREAM_NOT_SECURE, TlsFailures.clause(e));
    } finally {
      if (!secured) {
        transport.close();
      }
    }
  }

  private Connection dial(Client client, Deadline deadline) throws RefusedException, IOException {
    try {
      return via.connect(new Tunnel(client, address), deadline);
    } catch (RefusedException e) {
      throw failed(Reason.UPSTREAM_UNREACHABLE, e.refusal().details());
    }
  }

  /// The proxy does not answer.
  UpstreamFailedException failure(IOException e) {
    return switch (e) {
      case SocketTimeoutException _ ->
          failed(Reason.CONNECTION_TIMED_OUT, "no answer to the request in time");
      case EOFException _ ->
          failed(Reason.UPSTREAM_REFUSED, "it closed the connection without an answer");
      default -> failed(Reason.UPSTREAM_REFUSED, "it broke the connection: " + e.getMessage());
    };
  }

  /// The proxy refuses the target.
  ///
  /// @param why one clause about what it said
  RefusedException refused(Reason reason, String why) {
    return new RefusedException(reason, toString() + ": " + why);
  }

  /// The proxy itself fails, whatever the target.
  ///
  /// @param why one clause
  UpstreamFailedException failed(Reason reason, String why) {
    return new UpstreamFailedException(reason, toString() + ": " + why);
  }

  /// As messages name it: `upstream corp (proxy.example:8443)`.
  @Override
  public String toString() {
    return "upstream " + name + " (" + address + ")";
  }
}
