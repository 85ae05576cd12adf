package io.heddle.request;

import io.heddle.http1.HttpFields;
import io.heddle.request.ProxyRequest.Forward;

/// In what form the next hop wants the HTTP requests that are forwarded to it (RFC 9112 §3.2).
public sealed interface RequestTargetForm {
  /// The next hop is the origin, or a stream to it: origin-form.
  RequestTargetForm ORIGIN = new ToOrigin();

  /// `GET /path`.
  record ToOrigin() implements RequestTargetForm {}

  /// `GET http://host/path`, for another proxy.
  ///
  /// @param fields what that proxy is told besides
  record ToProxy(ProxyFields fields) implements RequestTargetForm {}

  /// The fields that are for the next proxy alone, such as `Proxy-Authorization`; made anew for
  /// each request, since requests of different clients share a connection.
  @FunctionalInterface
  interface ProxyFields {
    HttpFields of(Forward request);
  }
}
