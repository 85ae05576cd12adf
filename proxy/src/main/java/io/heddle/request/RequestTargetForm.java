package io.heddle.request;

import io.heddle.http1.HttpFields;
import io.heddle.request.ProxyRequest.Forward;

/// Form of the request target that the next hop requires in forwarded HTTP requests (RFC 9112 §3.2).
public sealed interface RequestTargetForm {
  /// Origin-form: the next hop is the origin, or a tunnel to it.
  RequestTargetForm ORIGIN = new ToOrigin();

  /// Origin-form, `GET /path`.
  record ToOrigin() implements RequestTargetForm {}

  /// Absolute-form, `GET http://host/path`, for another proxy.
  ///
  /// @param fields additional fields for that proxy
  record ToProxy(ProxyFields fields) implements RequestTargetForm {}

  /// Factory of fields for the next proxy alone, such as `Proxy-Authorization`. Called for each
  /// request, because requests of different clients may share a connection.
  @FunctionalInterface
  interface ProxyFields {
    HttpFields of(Forward request);
  }
}
