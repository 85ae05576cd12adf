package io.heddle.inbound;

import io.heddle.request.Client;
import io.heddle.request.ProxyRequest;

/// What a client has said next.
public sealed interface ClientMessage {

  /// Something that it wants done.
  record ReceivedRequest(ProxyRequest request) implements ClientMessage {}

  /// Something that was for us, and has been answered.
  ///
  /// @param what it was, as the log says it
  /// @param status of the answer
  record AnsweredLocally(Client client, String what, int status) implements ClientMessage {}

  /// That it has no more.
  record EndOfRequests() implements ClientMessage {}
}
