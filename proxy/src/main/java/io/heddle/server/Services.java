package io.heddle.server;

import io.heddle.dial.LoopGuard;
import io.heddle.dial.Resolver;
import io.heddle.forward.HttpForwarder;
import io.heddle.forward.UpstreamPool;
import io.heddle.http2.ConnectionRunner;
import io.heddle.net.BufferPool;
import io.heddle.net.Connection;
import io.heddle.net.IdleWatch;
import io.heddle.net.Traffic;
import io.heddle.outbound.BlockOutbound;
import io.heddle.outbound.Outbound;
import io.heddle.relay.CopyStrategy;
import io.heddle.relay.Relay;
import io.heddle.request.Network;
import io.heddle.request.ProxyRequest;
import io.heddle.request.RefusedException;
import io.heddle.route.NameResolver;
import io.heddle.route.Route;
import io.heddle.route.Router;
import io.heddle.route.RoutingInput;
import io.heddle.route.RuleEvaluation;
import io.heddle.time.Deadline;
import io.heddle.udp.Associations;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What all connections share.
///
/// @param resolver for rules that look at the addresses of names
/// @param outbounds by the names that the router uses
/// @param own gets the addresses of the server's listeners
/// @param hops closed by the server when it ends
/// @param upstreams run by the server
public record Services(
    Router router,
    Resolver resolver,
    Map<String, Outbound> outbounds,
    LoopGuard own,
    LiveConnections connections,
    Timeouts timeouts,
    Relay.IdleLimits relayLimits,
    Associations associations,
    IdleWatch idleWatch,
    BufferPool buffers,
    CopyStrategy carriage,
    UpstreamPool hops,
    ConnectionRunner upstreams) {

  /// The same for clients whose requests all take one way, whatever the rules say; if there is no
  /// such outbound, as after another configuration, they are refused.
  ///
  /// @param rule what the log says has chosen the way
  public Services allTo(String outbound, String rule) {
    Map<String, Outbound> all = new HashMap<>(outbounds);
    all.putIfAbsent(
        outbound,
        new BlockOutbound(outbound, "there is no outbound " + outbound + " any more to reach"));
    return new Services(
        new Router(List.of(), new Route(rule, outbound)),
        resolver,
        all,
        own,
        connections,
        timeouts,
        relayLimits,
        associations,
        idleWatch,
        buffers,
        carriage,
        hops,
        upstreams);
  }

  /// The way for a request that goes over `network`. A name that a rule wants resolved, but that
  /// has no address in time, has none.
  ///
  /// @throws IOException if the thread was interrupted
  Route route(Network network, ProxyRequest request) throws IOException {
    return router.route(subject(network, request), names());
  }

  /// What the rules say to it, up to the one that decides.
  ///
  /// @throws IOException if the thread was interrupted
  List<RuleEvaluation> explain(Network network, ProxyRequest request) throws IOException {
    return router.explain(subject(network, request), names());
  }

  private static RoutingInput subject(Network network, ProxyRequest request) {
    return new RoutingInput(request.client(), network, request.target());
  }

  private NameResolver names() {
    Deadline deadline = Deadline.after(timeouts.connect());
    return name -> {
      try {
        return resolver.resolve(name, deadline);
      } catch (RefusedException e) {
        return List.of();
      }
    };
  }

  /// Relays between two connections, which the caller closes, until it is over.
  Relay.EndReason relay(Connection client, Connection server, LiveConnection live) {
    Traffic traffic = live.traffic();
    RelayEvent event = new RelayEvent();
    event.begin();
    Relay.EndReason outcome =
        new Relay(client, server, traffic, relayLimits, carriage).run(idleWatch);
    event.end();
    if (event.shouldCommit()) {
      event.id = live.id();
      event.upload = traffic.upload().get();
      event.download = traffic.download().get();
      event.outcome = outcome.name();
      event.commit();
    }
    return outcome;
  }

  /// What all who forward requests share.
  HttpForwarder.ForwardingContext forwarding() {
    return new HttpForwarder.ForwardingContext(
        hops, idleWatch, buffers, relayLimits.idle(), relayLimits.halfClosed());
  }

  /// How long a stage may take.
  ///
  /// @param handshake from accepting a client to its first complete request
  /// @param connect from routing a request to the stream to its target
  public record Timeouts(Duration handshake, Duration connect) {}
}
