package io.heddle.upstream;

import io.heddle.http1.HttpFields;
import io.heddle.request.ProxyRequest.Forward;
import io.heddle.request.RefusedException;

/// Form in which the peer of an upstream connection wants the targets of HTTP requests (RFC 9112
/// §3.2).
public sealed interface RequestTargetForm {
  /// The peer is the origin server.
  RequestTargetForm ORIGIN = new ToOrigin();

  /// Origin-form, `GET /path`.
  record ToOrigin() implements RequestTargetForm {}

  /// Absolute-form, `GET http://host/path`, for another proxy.
  ///
  record ToProxy(ForwardingProxy proxy) implements RequestTargetForm {}

  /// Next proxy, as far as a request that it forwards is concerned.
  interface ForwardingProxy {
    /// Header fields for this proxy alone, such as `Proxy-Authorization`. They are made for each
    /// request, since requests of different clients may share a connection.
    HttpFields fields(Forward request);

    /// The refusal of a request that this proxy has answered by 407: the credentials are ours, so the
    /// client cannot help it.
    RefusedException authenticationFailure();

    /// The hop; its text names it in messages.
    Object hop();
  }
}
