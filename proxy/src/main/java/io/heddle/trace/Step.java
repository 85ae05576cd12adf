package io.heddle.trace;

import io.heddle.address.Endpoint;
import io.heddle.address.Host;
import java.net.InetSocketAddress;

/// Step of opening a connection to a target.
public sealed interface Step {
  /// Lookup of the addresses of a name.
  record Resolve(Host.Name name) implements Step {}

  /// TCP connect to one address.
  record Connect(InetSocketAddress target) implements Step {}

  /// TLS handshake with a proxy or target.
  ///
  /// @param hop peer of the handshake; its text names it in messages
  /// @param server host and port that the certificate must be for
  record TlsHandshake(Object hop, Endpoint server) implements Step {}

  /// Request to an upstream proxy for a tunnel.
  ///
  /// @param hop the proxy; its text names it in messages
  record RequestTunnel(Object hop) implements Step {}
}
