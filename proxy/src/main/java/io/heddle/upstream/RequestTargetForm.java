package io.heddle.upstream;

import io.heddle.http1.HttpFields;
import io.heddle.http1.ResponseHead;
import io.heddle.request.ProxyRequest.Forward;
import io.heddle.request.RefusedException;
import java.io.IOException;

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

  /// Next proxy on one connection, as far as the requests that it forwards are concerned.
  interface ForwardingProxy {
    /// Header fields for this proxy alone, such as `Proxy-Authorization`. They are made for each
    /// request, since requests of different clients may share a connection. May wait.
    ///
    /// @throws RefusedException if there are no credentials
    /// @throws IOException if the thread was interrupted
    HttpFields fields(Forward request) throws RefusedException, IOException;

    /// Whether the proxy may still ask for other credentials, so that the body of a request should
    /// wait for its response.
    boolean mayChallenge();

    /// Notes a final response other than 407.
    void accept();

    /// Notes a response 407. After it, the request may be sent again on another connection.
    ///
    /// @throws RefusedException if that would not help. The credentials are ours, so the client
    ///     cannot help it either
    void challenge(ResponseHead response) throws RefusedException;

    /// The hop; its text names it in messages.
    Object hop();
  }
}
