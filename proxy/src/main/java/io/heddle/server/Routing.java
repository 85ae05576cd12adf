package io.heddle.server;

import io.heddle.address.Host;
import io.heddle.dial.Resolver;
import io.heddle.outbound.BlockOutbound;
import io.heddle.outbound.FaultyOutbound;
import io.heddle.outbound.Outbound;
import io.heddle.request.AddressGuard;
import io.heddle.request.ProxyRequest;
import io.heddle.request.RefusedException;
import io.heddle.request.TargetResolution;
import io.heddle.request.TransportProtocol;
import io.heddle.route.NameResolver;
import io.heddle.route.ProgramNames;
import io.heddle.route.Router;
import io.heddle.route.Router.Route;
import io.heddle.route.Router.RoutingInput;
import io.heddle.route.RuleBlocks;
import io.heddle.route.RuleEvaluation;
import io.heddle.server.metrics.RuleHits;
import io.heddle.time.Deadline;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Rules of one configuration and the outbounds that they name.
///
/// @param resolver looks names up for rules that match addresses
/// @param outbounds by name
/// @param lookupLimit time that the rules may spend on lookups for one request
/// @param hits numbers of requests that the rules have decided
public record Routing(
    Router router,
    Resolver resolver,
    Map<String, Outbound> outbounds,
    Duration lookupLimit,
    RuleHits hits) {
  public Routing {
    outbounds = Map.copyOf(outbounds);
  }

  /// The same with more rules before its own. A rule whose outbound is not among these is left out.
  Routing withFirst(RuleBlocks rules) {
    RuleBlocks usable = rules.filtered(rule -> outbounds.containsKey(rule.route().outbound()));
    return new Routing(router.withFirst(usable), resolver, outbounds, lookupLimit, hits);
  }

  /// Decision about one request.
  ///
  /// @param resolution what the rules have found out about the name of the target
  public record Decision(Route route, TargetResolution resolution) {
    /// The same with a guard of the addresses that are dialled, if there is one.
    Decision guardedBy(Optional<? extends AddressGuard> guard) {
      return guard.isEmpty() ? this : new Decision(route, resolution.withGuard(guard.get()));
    }
  }

  /// Chooses the outbound of a request that goes over `network`. A name that a rule wants resolved
  /// counts as one without addresses if it has none in time.
  ///
  /// @throws IOException if the thread was interrupted
  public Decision route(TransportProtocol network, ProxyRequest request, ProgramNames programs)
      throws IOException {
    RecordedNames names = new RecordedNames(resolver, Deadline.after(lookupLimit));
    Route route = router.route(input(network, request, programs), names);
    return new Decision(route, names.resolution);
  }

  /// The same without waiting; empty if a rule wants the name of the target resolved, or the program
  /// of the client.
  Optional<Route> routeWithoutLookup(TransportProtocol network, ProxyRequest request) {
    try {
      RoutingInput input = input(network, request, Routing::refuseSearch);
      return Optional.of(router.route(input, Routing::refuseLookup));
    } catch (LookupNeededException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new AssertionError("only a lookup fails", e);
    }
  }

  private static List<String> refuseSearch() throws IOException {
    throw new LookupNeededException("a rule wants the program of the client");
  }

  private static List<InetAddress> refuseLookup(Host.Name name) throws IOException {
    throw new LookupNeededException("a rule wants " + name + " resolved");
  }

  private static final class LookupNeededException extends IOException {
    private static final long serialVersionUID = 1L;

    LookupNeededException(String what) {
      super(what);
    }
  }

  /// The rules' verdicts on a request, up to that of the rule that decides.
  ///
  /// @throws IOException if the thread was interrupted
  List<RuleEvaluation> explain(
      TransportProtocol network, ProxyRequest request, ProgramNames programs) throws IOException {
    return router.explain(
        input(network, request, programs),
        new RecordedNames(resolver, Deadline.after(lookupLimit)));
  }

  private static RoutingInput input(
      TransportProtocol network, ProxyRequest request, ProgramNames programs) {
    return new RoutingInput(request.client(), network, request.target(), programs);
  }

  /// Lookup for the rules, which look one name up at most, and its result.
  private static final class RecordedNames implements NameResolver {
    private final Resolver resolver;
    private final Deadline deadline;
    private TargetResolution resolution = TargetResolution.NONE;

    RecordedNames(Resolver resolver, Deadline deadline) {
      this.resolver = resolver;
      this.deadline = deadline;
    }

    @Override
    public List<InetAddress> addresses(Host.Name name) throws IOException {
      try {
        List<InetAddress> addresses = resolver.resolve(name, deadline);
        resolution = new TargetResolution.Resolved(addresses);
        return addresses;
      } catch (RefusedException e) {
        resolution = new TargetResolution.ResolutionFailed(e.refusal());
        return List.of();
      }
    }
  }

  /// The outbound that a route names, with the fault of its rule.
  Outbound outbound(Route route, ServerRuntime runtime) {
    Outbound outbound = outbounds.get(route.outbound());
    return route.fault().isEmpty()
        ? outbound
        : new FaultyOutbound(outbound, route.rule(), route.fault().get(), runtime.faults());
  }

  /// A routing that sends every request to one outbound. If the configuration has no outbound of
  /// that name, as after a reload, requests are refused.
  ///
  /// @param rule the name of the rule in the log
  Routing allTo(String outbound, String rule) {
    Map<String, Outbound> all = new HashMap<>(outbounds);
    all.putIfAbsent(
        outbound,
        new BlockOutbound(outbound, "there is no outbound " + outbound + " any more to reach"));
    return new Routing(
        new Router(List.of(), new Route(rule, outbound)),
        resolver,
        all,
        lookupLimit,
        new RuleHits());
  }
}
