package io.heddle.server;

import io.heddle.address.AddressFamilyPreference;
import io.heddle.dial.Dialer;
import io.heddle.dial.Resolver;
import io.heddle.dial.StaticHosts;
import io.heddle.dial.TargetAddresses;
import io.heddle.forward.UpstreamPool;
import io.heddle.http2.ConnectionRunner;
import io.heddle.net.BufferPool;
import io.heddle.outbound.DirectOutbound;
import io.heddle.outbound.Outbound;
import io.heddle.policy.PolicySet;
import io.heddle.relay.Relay;
import io.heddle.route.RuleBlocks;
import io.heddle.server.ActiveConfiguration.ServerSettings.DnsSettings;
import io.heddle.server.ActiveConfiguration.ServerSettings.OutboundParts;
import io.heddle.server.ActiveConfiguration.ServerSettings.Timeouts;
import io.heddle.server.connection.LiveConnections.ConnectionLimits;
import io.heddle.udp.UdpAssociationFactory;
import java.io.IOException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/// Objects of one configuration. Never changed: a reload replaces the whole.
///
/// A request keeps the configuration with which it began, so two of them may be in use at once.
/// What they share is in [ServerRuntime].
///
/// @param listeners to be open, with the users of each
/// @param associations opens UDP associations
/// @param pool of connections to origins that wait for their next request
/// @param policies that listeners may have
public record ActiveConfiguration(
    List<ListenerSettings> listeners,
    Routing routing,
    Timeouts timeouts,
    ConnectionLimits limits,
    UdpAssociationFactory associations,
    UpstreamPool pool,
    PolicySet policies) {
  public ActiveConfiguration {
    listeners = List.copyOf(listeners);
  }

  /// Builds the objects of a configuration and connects them with those of the process.
  ///
  /// @throws IOException if a file that the configuration names is not valid
  public static ActiveConfiguration of(ServerSettings settings, ServerRuntime runtime)
      throws IOException {
    DnsSettings dns = settings.dns();
    Timeouts timeouts = settings.timeouts();
    Resolver resolver = new Resolver(dns.hosts(), dns.lookup(), dns.timeout(), dns.lifetime());
    Dialer dialer = new Dialer(resolver, dns.preference(), runtime.listenerAddresses());
    OutboundParts parts =
        new OutboundParts(
            new DirectOutbound(dialer), resolver, runtime.buffers(), runtime.http2Connections());
    return new ActiveConfiguration(
        settings.listeners(),
        settings.routing().create(parts),
        timeouts,
        settings.limits(),
        new UdpAssociationFactory(
            new TargetAddresses(resolver, dns.preference(), runtime.relayAddresses()),
            runtime.udpSockets(),
            timeouts.udp()),
        new UpstreamPool(timeouts.pooled()),
        settings.policies());
  }

  /// The outbounds by name.
  public Map<String, Outbound> outbounds() {
    return routing.outbounds();
  }

  /// The same configuration for clients whose requests all go to one outbound, whatever the rules
  /// say.
  ///
  /// @param rule the name of the rule in the log
  public ActiveConfiguration allTo(String outbound, String rule) {
    return with(routing.allTo(outbound, rule));
  }

  /// The same configuration with more rules before its own.
  ActiveConfiguration withFirst(RuleBlocks rules) {
    return rules.isEmpty() ? this : with(routing.withFirst(rules));
  }

  private ActiveConfiguration with(Routing other) {
    return new ActiveConfiguration(
        listeners, other, timeouts, limits, associations, pool, policies);
  }

  /// Closes what only new requests would use. Requests under way go on: they may still look names
  /// up and open connections.
  void finish() {
    pool.close();
    outbounds().values().forEach(Outbound::closeWhenIdle);
  }

  /// Closes everything, when no request is left.
  void close() {
    pool.close();
    routing.resolver().close();
  }

  /// Settings from which [ActiveConfiguration#of] builds the objects of one configuration, for the
  /// program and for tests alike. Values only: nothing here is open or runs.
  ///
  /// @param routing makes the rules and the outbounds
  /// @param policies that listeners may have
  public record ServerSettings(
      List<ListenerSettings> listeners,
      DnsSettings dns,
      RoutingFactory routing,
      Timeouts timeouts,
      ConnectionLimits limits,
      PolicySet policies) {
    public ServerSettings {
      listeners = List.copyOf(listeners);
    }

    /// Settings of name lookups.
    ///
    /// @param hosts names that are not looked up
    /// @param lookup the source of addresses
    /// @param timeout the longest wait for one name
    /// @param lifetime of an answer in the cache; zero for no cache
    /// @param preference between the address families of a target
    public record DnsSettings(
        StaticHosts hosts,
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
    /// @param pooled of connections to origins that wait for their next request
    public record Timeouts(
        Duration handshake,
        Duration connect,
        Relay.IdleLimits relay,
        UdpAssociationFactory.UdpTimeouts udp,
        UpstreamPool.PoolLimits pooled) {
      /// The shortest time after which something silent is ended.
      Duration shortestIdle() {
        return Collections.min(List.of(relay.idle(), relay.halfClosed(), udp.idle()));
      }
    }
  }
}
