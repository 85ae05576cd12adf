package io.heddle.forward;

import io.heddle.time.Deadline;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Connections by what they are good for, in the order in which they came. For one thread at a
/// time.
final class IdleConnections {
  /// One that waits.
  ///
  /// @param end when it has waited too long
  record Idle(PoolKey purpose, NextHop hop, Deadline end) {
    /// Whether a request may be sent on it now.
    boolean isUsable() {
      return end.remaining() > 0 && hop.isFresh();
    }
  }

  private final Map<PoolKey, ArrayDeque<Idle>> byPurpose = new HashMap<>();
  private int count;

  int count() {
    return count;
  }

  void add(Idle idle) {
    byPurpose.computeIfAbsent(idle.purpose(), _ -> new ArrayDeque<>(1)).addLast(idle);
    count++;
  }

  /// The latest for that purpose.
  Optional<Idle> removeLatest(PoolKey purpose) {
    ArrayDeque<Idle> queue = byPurpose.get(purpose);
    if (queue == null) {
      return Optional.empty();
    }
    Idle latest = queue.removeLast();
    removed(purpose, queue);
    return Optional.of(latest);
  }

  /// The one that has the least time left, of at least one.
  Idle removeOldest() {
    Idle oldest =
        byPurpose.values().stream()
            .map(ArrayDeque::getFirst)
            .min(Comparator.comparingLong(idle -> idle.end().remaining()))
            .orElseThrow();
    ArrayDeque<Idle> queue = byPurpose.get(oldest.purpose());
    queue.removeFirst();
    removed(oldest.purpose(), queue);
    return oldest;
  }

  /// Those that are of no more use.
  List<Idle> removeUnusable() {
    List<Idle> unusable = new ArrayList<>();
    byPurpose
        .values()
        .forEach(queue -> queue.removeIf(idle -> !idle.isUsable() && unusable.add(idle)));
    byPurpose.values().removeIf(ArrayDeque::isEmpty);
    count -= unusable.size();
    return unusable;
  }

  /// All.
  List<Idle> removeAll() {
    List<Idle> all = byPurpose.values().stream().flatMap(ArrayDeque::stream).toList();
    byPurpose.clear();
    count = 0;
    return all;
  }

  private void removed(PoolKey purpose, ArrayDeque<Idle> queue) {
    count--;
    if (queue.isEmpty()) {
      byPurpose.remove(purpose);
    }
  }
}
