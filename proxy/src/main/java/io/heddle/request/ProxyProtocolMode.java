package io.heddle.request;

/// Use of the PROXY protocol by an inbound: the key `proxy-protocol`.
public enum ProxyProtocolMode {
  /// Clients connect themselves; a connection begins with a proxy's protocol or TLS.
  OFF,
  /// A load balancer connects; each connection begins with a PROXY header that tells the client's
  /// address. The key's value is `true`.
  REQUIRED
}
