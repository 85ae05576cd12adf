package io.heddle.inbound;

import io.heddle.request.Client;
import io.heddle.request.ProxyRequest;

/// Result of reading the next message of a client.
public sealed interface ClientMessage {

  /// Request to be routed, and granted or refused.
  record ReceivedRequest(ProxyRequest request) implements ClientMessage {}

  /// Request to the proxy itself, which the handshake has answered.
  ///
  /// @param what request line for the log
  /// @param status status code of the response
  record AnsweredLocally(Client client, String what, int status) implements ClientMessage {}

  /// End of the stream between two requests.
  record EndOfRequests() implements ClientMessage {}
}
