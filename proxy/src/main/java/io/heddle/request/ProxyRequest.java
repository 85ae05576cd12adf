package io.heddle.request;

import io.heddle.address.Endpoint;

/// One thing that a client wants done.
public sealed interface ProxyRequest {
  /// Who asks.
  Client client();

  /// Where to.
  Endpoint target();

  /// A byte stream to the target: CONNECT in every protocol.
  record Tunnel(Client client, Endpoint target) implements ProxyRequest {}
}
