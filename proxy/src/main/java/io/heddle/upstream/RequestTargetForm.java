package io.heddle.upstream;

import io.heddle.http1.HttpFields;
import io.heddle.request.ProxyRequest.Forward;

/// Form in which the peer of an upstream connection wants the targets of HTTP requests (RFC 9112
/// §3.2).
public sealed interface RequestTargetForm {
  /// The peer is the origin server.
  RequestTargetForm ORIGIN = new ToOrigin();

  /// Origin-form, `GET /path`.
  record ToOrigin() implements RequestTargetForm {}

  /// Absolute-form, `GET http://host/path`, for another proxy.
  ///
  /// @param fields additional header fields for this proxy
  record ToProxy(ProxyFields fields) implements RequestTargetForm {}

  /// Header fields for the next proxy alone, such as `Proxy-Authorization`. They are made for each
  /// request, since requests of different clients may share a connection.
  @FunctionalInterface
  interface ProxyFields {
    /// The fields that go with `request`.
    HttpFields of(Forward request);
  }
}
