package io.heddle.server.metrics;

import io.heddle.fault.FaultKind;
import io.heddle.net.change.NetworkChange;
import io.heddle.request.LocalRequest;
import io.heddle.request.ProxyRequest.Client.ClientProtocol;
import io.heddle.request.Refusal;
import io.heddle.request.Refusal.Reason;
import io.heddle.server.connection.LiveConnection;
import io.heddle.server.connection.LiveConnections;
import io.heddle.server.connection.LiveRequest;
import io.heddle.server.connection.RequestListener;
import io.heddle.server.connection.RequestResult;
import io.heddle.udp.DropReason;
import io.heddle.udp.UdpStats;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/// Figures about all requests that have ended, since the start of the program. Nothing is counted
/// while bytes move: [#traffic] adds what is under way when it is asked.
public final class ServerMetrics implements RequestListener {
  private static final int FAILURES = 100;

  /// Requests that are counted together.
  ///
  /// @param protocol empty if no request was received
  public record Kind(Optional<ClientProtocol> protocol, String outcome) {
    // Explicit, as in Endpoint: the JDK makes those of a record at their first use.
    @Override
    public boolean equals(Object other) {
      return other instanceof Kind that
          && outcome.equals(that.outcome)
          && protocol.equals(that.protocol);
    }

    @Override
    public int hashCode() {
      return 31 * outcome.hashCode() + protocol.hashCode();
    }
  }

  private final Map<Kind, LongAdder> requests = new ConcurrentHashMap<>();
  private final Map<Reason, LongAdder> refusals = new ConcurrentHashMap<>();
  private final Map<String, LongAdder> denials = new ConcurrentHashMap<>();
  private final Map<String, OutboundStats> outbounds = new ConcurrentHashMap<>();
  private final Map<DropReason, LongAdder> drops = new ConcurrentHashMap<>();
  private final Map<FaultKind, LongAdder> faults = new ConcurrentHashMap<>();
  private final LongAdder upload = new LongAdder();
  private final LongAdder download = new LongAdder();
  private final LongAdder datagramsUp = new LongAdder();
  private final LongAdder datagramsDown = new LongAdder();
  private final ArrayDeque<FailureRecord> failures = new ArrayDeque<>(FAILURES);
  private long networkChanges;
  private Optional<NetworkChange> lastNetworkChange = Optional.empty();
  private TrafficTotals lastTraffic = new TrafficTotals();

  @Override
  public void ended(LiveRequest request, RequestResult result) {
    Optional<ClientProtocol> protocol =
        result instanceof RequestResult.AnsweredByProxy(LocalRequest local, int _)
            ? Optional.of(local.client().protocol())
            : request.proxyRequest().map(received -> received.client().protocol());
    count(requests, new Kind(protocol, result.outcome()), 1);
    if (result instanceof RequestResult.RequestRefused(var refusal)) {
      count(refusal);
    }
    if (result instanceof RequestResult.TunnelDenied(var refusal)) {
      count(refusal);
    }
    result.failure().ifPresent(why -> keep(FailureRecord.of(request, why)));
    upload.add(request.traffic().upload().get());
    download.add(request.traffic().download().get());
    request.datagrams().ifPresent(this::add);
  }

  private void count(Refusal refusal) {
    count(refusals, refusal.reason(), 1);
    if (refusal.policy().isPresent()) {
      count(denials, refusal.policy().get(), 1);
    }
  }

  private void add(UdpStats ended) {
    datagramsUp.add(ended.uploads());
    datagramsDown.add(ended.downloads());
    for (DropReason cause : DropReason.values()) {
      if (ended.drops(cause) > 0) {
        count(drops, cause, ended.drops(cause));
      }
    }
  }

  private static <K> void count(Map<K, LongAdder> counters, K key, long more) {
    counters.computeIfAbsent(key, _ -> new LongAdder()).add(more);
  }

  private void keep(FailureRecord failure) {
    synchronized (failures) {
      if (failures.size() == FAILURES) {
        failures.removeLast();
      }
      failures.addFirst(failure);
    }
  }

  /// Statistics of the outbound of that name, which begin with the first call.
  public OutboundStats outbound(String name) {
    return outbounds.computeIfAbsent(name, _ -> new OutboundStats());
  }

  /// Statistics of the outbounds that have been used, by name.
  public Map<String, OutboundStats> outbounds() {
    return Map.copyOf(outbounds);
  }

  /// Numbers of requests that have ended, by protocol and outcome.
  public Map<Kind, LongAdder> requests() {
    return Map.copyOf(requests);
  }

  /// Numbers of requests that were refused, by the reason.
  public Map<Reason, LongAdder> refusals() {
    return Map.copyOf(refusals);
  }

  /// Numbers of requests that a policy has denied, by its name.
  public Map<String, LongAdder> denials() {
    return Map.copyOf(denials);
  }

  /// Counts a fault that a rule has injected.
  public void countFault(FaultKind kind) {
    count(faults, kind, 1);
  }

  /// Number of injected faults of a kind.
  public long faults(FaultKind kind) {
    LongAdder counter = faults.get(kind);
    return counter == null ? 0 : counter.sum();
  }

  /// Counts a change of the network.
  public synchronized void record(NetworkChange change) {
    networkChanges++;
    lastNetworkChange = Optional.of(change);
  }

  /// Number of changes of the network.
  public synchronized long networkChanges() {
    return networkChanges;
  }

  /// The last change of the network.
  public synchronized Optional<NetworkChange> lastNetworkChange() {
    return lastNetworkChange;
  }

  /// The last failures, latest first.
  public List<FailureRecord> failures() {
    synchronized (failures) {
      return List.copyOf(failures);
    }
  }

  /// Bytes and datagrams of the requests that have ended and of those under way.
  ///
  /// A request that ends meanwhile may be missing from the sum, so each figure is at least that of
  /// the call before: none of them ever goes back.
  public synchronized TrafficTotals traffic(LiveConnections connections) {
    TrafficTotals traffic = ended();
    connections.all().stream()
        .map(LiveConnection::current)
        .flatMap(Optional::stream)
        .forEach(traffic::add);
    traffic.raiseTo(lastTraffic);
    lastTraffic = traffic;
    return traffic;
  }

  private TrafficTotals ended() {
    TrafficTotals traffic = new TrafficTotals();
    traffic.add(upload.sum(), download.sum());
    traffic.addDatagrams(datagramsUp.sum(), datagramsDown.sum());
    drops.forEach((cause, count) -> traffic.addDrops(cause, count.sum()));
    return traffic;
  }
}
