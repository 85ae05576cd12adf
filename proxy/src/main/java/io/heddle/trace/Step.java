package io.heddle.trace;

import io.heddle.address.Endpoint;
import io.heddle.address.Host;
import java.net.InetSocketAddress;

/// One thing that must succeed on the way to a target.
public sealed interface Step {
  /// The addresses of a name.
  record Resolve(Host.Name name) implements Step {}

  /// A TCP connection to one address.
  record Connect(InetSocketAddress target) implements Step {}

  /// A TLS handshake.
  ///
  /// @param hop with whom; its text is what messages call it
  /// @param server whose certificate is wanted
  record TlsHandshake(Object hop, Endpoint server) implements Step {}

  /// A proxy grants a tunnel.
  ///
  /// @param hop which; its text is what messages call it
  record RequestTunnel(Object hop) implements Step {}
}
