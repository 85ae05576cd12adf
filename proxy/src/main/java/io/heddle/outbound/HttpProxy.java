package io.heddle.outbound;

import io.heddle.auth.AuthFailedException;
import io.heddle.auth.UpstreamAuthenticator;
import io.heddle.request.ProxyRequest.Forward;
import io.heddle.request.ProxyRequest.StreamRequest;
import io.heddle.request.ProxyRequest.Tunnel;
import io.heddle.request.Refusal.Reason;
import io.heddle.request.RefusedException;
import io.heddle.time.Deadline;
import io.heddle.upstream.RequestTargetForm;
import io.heddle.upstream.UpstreamConnection;
import io.heddle.upstream.UpstreamConnection.ReuseScope;
import java.io.IOException;

/// Outbound through an HTTP proxy. Tunnels are opened with CONNECT (RFC 9110 §9.3.6). Requests to be
/// forwarded are sent to the proxy with an absolute URL as target, since many proxies do not allow
/// CONNECT to port 80.
///
/// A refusal closes the connection, so the content of the response is not read. A 407 that can be
/// answered is no refusal.
///
/// @param extra additional header fields of every request
/// @param headLimit bytes that the head of a response may have
public record HttpProxy(
    UpstreamProxy upstream, UpstreamAuthenticator authenticator, ExtraFields extra, int headLimit)
    implements ProxyOutbound {
  /// Limit of connections for one request: one to learn what the proxy wants, one for each scheme.
  private static final int MAX_ATTEMPTS = 4;

  @Override
  public ReuseScope reuseScope() {
    return extra.revealClient() ? ReuseScope.SAME_CLIENT : connectionScope();
  }

  /// Clients whose requests one connection to the proxy may carry. The fields of one client are in its
  /// requests, so the connection itself reveals no client, unless the way to this proxy does.
  private ReuseScope connectionScope() {
    return authenticator.authenticatesConnections()
        ? ReuseScope.SAME_CLIENT
        : ProxyOutbound.super.reuseScope();
  }

  @Override
  public UpstreamConnection connect(StreamRequest request, Deadline deadline)
      throws RefusedException, IOException {
    checkNotHeldBack(deadline);
    if (request instanceof Tunnel tunnel) {
      return UpstreamConnection.toTarget(
          upstream
              .request(tunnel.client(), new ConnectHandshake(this, tunnel, deadline), deadline)
              .connection(),
          name(),
          reuseScope());
    }
    return connect((Forward) request, deadline);
  }

  /// A secret that is held back needs no connection.
  private void checkNotHeldBack(Deadline deadline) throws RefusedException, IOException {
    try {
      authenticator.checkNotHeldBack(deadline);
    } catch (AuthFailedException e) {
      throw failed(e);
    }
  }

  /// The failure of the authentication with this proxy.
  UpstreamAuthFailedException failed(AuthFailedException failure) {
    return authFailed(failure.refusal().details());
  }

  /// The failure of the authentication with this proxy.
  ///
  /// @param why one clause
  UpstreamAuthFailedException authFailed(String why) {
    return new UpstreamAuthFailedException(Reason.UPSTREAM_REFUSED, upstream + ": " + why);
  }

  private UpstreamConnection connect(Forward request, Deadline deadline)
      throws RefusedException, IOException {
    boolean unasked = false;
    for (int attempt = 1; ; attempt++) {
      ForwardingHop hop = new ForwardingHop(this, authenticator.begin());
      if (unasked) {
        hop.skipLegs();
      }
      var connection = hop.prepare(request, upstream.connect(request.client(), deadline), deadline);
      if (connection.isPresent()) {
        return new UpstreamConnection(
            connection.get(), name(), new RequestTargetForm.ToProxy(hop), connectionScope());
      }
      unasked = hop.isUnasked();
      if (attempt == MAX_ATTEMPTS) {
        throw authFailed("it closes each connection on which it asks for credentials");
      }
    }
  }
}
