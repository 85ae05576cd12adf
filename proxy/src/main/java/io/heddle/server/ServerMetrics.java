package io.heddle.server;

import io.heddle.request.ClientProtocol;
import io.heddle.request.Refusal.Reason;
import io.heddle.udp.DropReason;
import io.heddle.udp.UdpStats;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/// What all requests that have ended amount to, since the start of the program. Nothing is counted
/// while bytes move: [LiveConnections] adds what is under way when somebody asks.
public final class ServerMetrics {
  private static final int FAILURES = 100;

  /// Requests that are counted together.
  ///
  /// @param protocol none if the client never got so far
  public record Kind(Optional<ClientProtocol> protocol, String outcome) {}

  private final Map<Kind, LongAdder> requests = new ConcurrentHashMap<>();
  private final Map<Reason, LongAdder> refusals = new ConcurrentHashMap<>();
  private final Map<String, OutboundStats> dials = new ConcurrentHashMap<>();
  private final Map<DropReason, LongAdder> drops = new ConcurrentHashMap<>();
  private final LongAdder upload = new LongAdder();
  private final LongAdder download = new LongAdder();
  private final LongAdder datagramsUp = new LongAdder();
  private final LongAdder datagramsDown = new LongAdder();
  private final ArrayDeque<FailureRecord> failures = new ArrayDeque<>(FAILURES);

  void ended(LiveConnection connection, RequestResult ending) {
    Optional<ClientProtocol> protocol =
        connection.request().map(request -> request.client().protocol());
    count(requests, new Kind(protocol, ending.outcome()), 1);
    ending.refusal().ifPresent(refusal -> count(refusals, refusal.reason(), 1));
    ending.failure().ifPresent(why -> keep(FailureRecord.of(connection, why)));
    upload.add(connection.traffic().upload().get());
    download.add(connection.traffic().download().get());
    connection.datagrams().ifPresent(this::add);
  }

  private void add(UdpStats tally) {
    datagramsUp.add(tally.uploads());
    datagramsDown.add(tally.downloads());
    for (DropReason cause : DropReason.values()) {
      if (tally.drops(cause) > 0) {
        count(drops, cause, tally.drops(cause));
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

  /// Where attempts to open a connection by that outbound are counted.
  OutboundStats dials(String outbound) {
    return dials.computeIfAbsent(outbound, _ -> new OutboundStats());
  }

  /// How many requests ended in which way.
  public Map<Kind, LongAdder> requests() {
    return Map.copyOf(requests);
  }

  /// How many were refused for which reason.
  public Map<Reason, LongAdder> refusals() {
    return Map.copyOf(refusals);
  }

  /// The attempts to open connections, by outbound.
  public Map<String, OutboundStats> dials() {
    return Map.copyOf(dials);
  }

  /// The last failures, latest first.
  public List<FailureRecord> failures() {
    synchronized (failures) {
      return List.copyOf(failures);
    }
  }

  /// Bytes and datagrams.
  TrafficTotals amounts() {
    TrafficTotals amounts = new TrafficTotals();
    amounts.add(upload.sum(), download.sum());
    amounts.addDatagrams(datagramsUp.sum(), datagramsDown.sum());
    drops.forEach((cause, count) -> amounts.addDrops(cause, count.sum()));
    return amounts;
  }

  /// How long an attempt took.
  static Duration since(long startNanos) {
    return Duration.ofNanos(System.nanoTime() - startNanos);
  }
}
