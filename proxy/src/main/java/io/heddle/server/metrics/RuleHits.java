package io.heddle.server.metrics;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/// Counters of the requests that each rule has decided, by the name of the rule. A datagram counts
/// if it is the first of its association to its target. For any thread.
public final class RuleHits {
  private final Map<String, LongAdder> counters = new ConcurrentHashMap<>();

  /// Adds one to the hits of a rule.
  public void count(String rule) {
    LongAdder counter = counters.get(rule);
    if (counter == null) {
      counter = counters.computeIfAbsent(rule, _ -> new LongAdder());
    }
    counter.increment();
  }

  /// The hits of a rule.
  public long of(String rule) {
    LongAdder counter = counters.get(rule);
    return counter == null ? 0 : counter.sum();
  }

  /// Forgets the hits of a rule.
  public void remove(String rule) {
    counters.remove(rule);
  }

  /// Shares a counter with other hits, so that a request that began before a reload counts, too.
  ///
  /// @param rule name of the rule here
  /// @param previous name of the same rule there
  public void share(String rule, RuleHits others, String previous) {
    LongAdder counter = others.counters.get(previous);
    if (counter != null) {
      counters.put(rule, counter);
    }
  }
}
