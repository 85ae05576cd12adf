package io.heddle.server;

import io.heddle.inbound.InboundSettings;
import io.heddle.inbound.InboundSettings.TransportSettings;
import io.heddle.server.ActiveConfiguration.ServerSettings.Timeouts;

/// Settings and shared objects with which the clients of one listener are served.
///
/// A reload gives the listener a new context. Each request is served with the context that is
/// current when the request arrives.
///
/// @param transport what comes before the proxy protocols
/// @param inbound what the proxy protocols need to know
record ListenerContext(
    TransportSettings transport,
    InboundSettings inbound,
    ServerRuntime runtime,
    ActiveConfiguration configuration) {

  Timeouts timeouts() {
    return configuration.timeouts();
  }

  Routing routing() {
    return configuration.routing();
  }

  /// The same context for a client that has proved to be `user`.
  ListenerContext withVerifiedUser(String user) {
    return new ListenerContext(transport, inbound.withVerifiedUser(user), runtime, configuration);
  }
}
