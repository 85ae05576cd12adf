package io.heddle.server;

import io.heddle.inbound.InboundSettings;
import io.heddle.inbound.TransportSettings;
import io.heddle.request.ProxyRequest;
import io.heddle.request.RefusedException;
import io.heddle.request.TargetResolution;
import io.heddle.request.TransportProtocol;
import io.heddle.route.ProgramNames;
import io.heddle.server.ActiveConfiguration.ServerSettings.Timeouts;
import java.io.IOException;
import java.util.Optional;

/// Settings and shared objects with which the clients of one listener are served.
///
/// A reload gives the listener a new context. Each request is served with the context that is current
/// when the request arrives.
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

  /// Admits a request by the policy of the listener, if it has one.
  ///
  /// @throws RefusedException if the policy denies the target
  void admit(ProxyRequest request) throws RefusedException {
    if (inbound.policy().isPresent()) {
      inbound.policy().get().admit(request);
    }
  }

  /// Chooses the outbound of a request that the policy has admitted, as [Routing#route]. The policy
  /// guards the addresses that are dialled.
  ///
  /// @throws IOException if the thread was interrupted
  Routing.Decision route(TransportProtocol network, ProxyRequest request, ProgramNames programs)
      throws IOException {
    return routing().route(network, request, programs).guardedBy(inbound.policy());
  }

  /// The same without waiting; empty if a rule wants the name of the target resolved.
  Optional<Routing.Decision> routeWithoutLookup(TransportProtocol network, ProxyRequest request) {
    return routing()
        .routeWithoutLookup(network, request)
        .map(route ->
            new Routing.Decision(route, TargetResolution.NONE).guardedBy(inbound.policy()));
  }

  /// The same context with other settings of the protocols.
  ListenerContext with(InboundSettings settings) {
    return new ListenerContext(transport, settings, runtime, configuration);
  }
}
