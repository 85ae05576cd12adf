package io.heddle.server;

import io.heddle.address.AddressFamilyPreference;
import io.heddle.dial.Resolver;
import io.heddle.http2.ConnectionRunner;
import io.heddle.net.BufferPool;
import io.heddle.outbound.DirectOutbound;
import io.heddle.relay.Relay;
import io.heddle.server.connection.ConnectionLimits;
import io.heddle.udp.UdpAssociationFactory;
import java.io.IOException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;

/// Settings from which [ActiveConfiguration#of] builds the objects of one configuration, for the
/// program and for tests alike. Values only: nothing here is open or runs.
///
/// @param routing makes the rules and the outbounds
public record ConfigurationSettings(
    List<ListenerSettings> listeners,
    DnsSettings dns,
    RoutingFactory routing,
    Timeouts timeouts,
    ConnectionLimits limits) {
  public ConfigurationSettings {
    listeners = List.copyOf(listeners);
  }

  /// Settings of name lookups.
  ///
  /// @param lookup the source of addresses
  /// @param timeout the longest wait for one name
  /// @param lifetime of an answer in the cache; zero for no cache
  /// @param preference between the address families of a target
  public record DnsSettings(
      Resolver.Lookup lookup,
      Duration timeout,
      Duration lifetime,
      AddressFamilyPreference preference) {}

  /// Maker of the rules and the outbounds of one configuration.
  @FunctionalInterface
  public interface RoutingFactory {
    /// Makes them anew.
    ///
    /// @throws IOException if a file that the configuration names is not valid
    Routing create(OutboundParts parts) throws IOException;
  }

  /// Parts that outbounds are made of.
  ///
  /// @param direct the outbound that connects to targets itself
  /// @param resolver looks names up for this configuration
  /// @param http2Connections runs the connections that requests share
  public record OutboundParts(
      DirectOutbound direct,
      Resolver resolver,
      BufferPool buffers,
      ConnectionRunner http2Connections) {}

  /// Time limits.
  ///
  /// @param handshake from accepting a client to its first complete request
  /// @param connect from routing a request to the open connection to its target
  /// @param relay without a byte relayed
  /// @param udp of associations
  /// @param pooled how long a connection to an origin waits for its next request
  public record Timeouts(
      Duration handshake,
      Duration connect,
      Relay.IdleLimits relay,
      UdpAssociationFactory.UdpTimeouts udp,
      Duration pooled) {
    /// The shortest time after which something silent is ended.
    Duration shortestIdle() {
      return Collections.min(List.of(relay.idle(), relay.halfClosed(), udp.idle()));
    }
  }
}
