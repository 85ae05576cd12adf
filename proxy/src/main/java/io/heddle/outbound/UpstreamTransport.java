package io.heddle.outbound;

import io.heddle.net.tls.TlsClient;

/// Transport between us and an upstream proxy, below the proxy's own protocol.
public sealed interface UpstreamTransport {
  /// A TCP connection for each request.
  record PlainTcp() implements UpstreamTransport {}

  /// A TLS connection for each request.
  record DedicatedTls(TlsClient client) implements UpstreamTransport {}

  /// Streams of HTTP/2 connections in TLS, if the proxy chooses HTTP/2.
  record SharedHttp2(TlsClient client, Http2Connections connections) implements UpstreamTransport {}
}
