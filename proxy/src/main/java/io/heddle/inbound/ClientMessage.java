package io.heddle.inbound;

import io.heddle.address.Endpoint;
import io.heddle.request.LocalRequest;
import io.heddle.request.ProxyRequest;
import io.heddle.wire.MalformedException;

/// Result of reading the next message of a client.
public sealed interface ClientMessage {

  /// Request to be routed, and granted or refused.
  record ReceivedRequest(ProxyRequest request) implements ClientMessage {}

  /// Request to the proxy itself, which the handshake has answered.
  ///
  /// @param status status code of the response
  record AnsweredLocally(LocalRequest request, int status) implements ClientMessage {}

  /// End of the stream between two requests.
  record EndOfRequests() implements ClientMessage {}

  /// Returns the target of a tunnel or HTTP request if its port is valid, in every protocol.
  ///
  /// @throws MalformedException if the port is 0
  static Endpoint validated(Endpoint target) throws MalformedException {
    if (target.port() == 0) {
      throw new MalformedException("port 0 is no target");
    }
    return target;
  }
}
