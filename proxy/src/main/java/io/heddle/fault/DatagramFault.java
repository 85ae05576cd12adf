package io.heddle.fault;

import io.heddle.net.MemoryBudget;
import io.heddle.route.Fault;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/// Fault of a rule for the datagrams of one association. For one thread.
///
/// @param rule its name in the log
public record DatagramFault(
    String rule,
    Fault fault,
    MemoryBudget memory,
    RandomGenerator random,
    Consumer<FaultKind> counter) {

  /// An empty line for one direction.
  public <T> DatagramLine<T> newLine() {
    return new DatagramLine<>(fault, random, new HeldMemory(memory, fault), System.nanoTime());
  }

  /// Counts a fault.
  public void count(FaultKind kind) {
    counter.accept(kind);
  }
}
