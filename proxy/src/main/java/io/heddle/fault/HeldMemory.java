package io.heddle.fault;

import io.heddle.net.MemoryBudget;
import io.heddle.route.Fault;

/// Memory of the bytes that one direction holds, accounted to the memory of all connections. Not
/// thread-safe.
///
/// The bound of a direction is what its delay and rate need, and 8 MiB at most: without a rate, so
/// much passes for each delay. Once connections have half of their memory, a direction holds a few
/// kilobytes, so that faults take no place from new connections.
final class HeldMemory {
  static final int MAX = 8 * 1024 * 1024;

  /// What a direction may hold in any case.
  static final int MIN = 4 * 1024;

  /// Room beside that for the bytes in flight: a buffer that is read in one go.
  private static final int SLACK = 128 * 1024;

  private static final long SECOND_MILLIS = 1000;

  private final MemoryBudget budget;
  private final int bound;
  private long accounted;

  HeldMemory(MemoryBudget budget, Fault fault) {
    this.budget = budget;
    bound = bound(fault);
  }

  /// Bytes that a direction with this fault may hold.
  static int bound(Fault fault) {
    if (fault.rate().isEmpty()) {
      return fault.delay().isZero() ? SLACK : MAX;
    }
    long millis = Math.min(fault.delay().plus(fault.jitter()).toMillis(), MAX);
    long rate = Math.min(fault.rate().getAsLong(), (long) MAX * SECOND_MILLIS);
    // Twice, since slices may be small and have an overhead.
    return (int) Math.min(2 * (millis * rate / SECOND_MILLIS) + SLACK, MAX);
  }

  /// The room left.
  int room(long held) {
    boolean scarce = budget.used() > budget.limit() / 2;
    return (int) Math.max(0, (scarce ? MIN : bound) - held);
  }

  /// Accounts for what is held now.
  void account(long held) {
    long more = held - accounted;
    if (more < 0) {
      budget.give(-more);
      accounted = held;
    } else if (budget.take((int) more)) {
      accounted = held;
    }
  }
}
