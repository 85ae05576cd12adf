package io.heddle.server;

import io.heddle.inbound.InboundSettings;
import io.heddle.inbound.TransportSettings;

/// What is done for the clients of one listener, by one configuration. A new configuration brings a
/// new duty: each request is served by the one that there is when it comes.
///
/// @param entrance what comes before the proxy's protocols
/// @param inbound what is spoken there
record ListenerContext(TransportSettings entrance, InboundSettings inbound, Services services) {

  /// The same for a client that has proved to be `user`.
  ListenerContext provenAs(String user) {
    return new ListenerContext(entrance, inbound.withVerifiedUser(user), services);
  }
}
