package io.heddle.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.heddle.net.BufferPool;
import io.heddle.net.MemoryBudget;
import io.heddle.request.RefusedException;
import io.heddle.route.Fault;
import io.heddle.support.Faults;
import io.heddle.time.Deadline;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Refusals and losses by chance, from a random source of the test: each request and each datagram
/// is decided by one number of it.
@Tag("component")
class FaultChanceTest {
  private static final long SEED = 23;
  private static final int COUNT = 24;

  /// Which of the first numbers of this seed are in the lower half.
  private static final String EXPECTED = "x...xxx.xx.x.x..x....xx.";

  private final List<FaultKind> counted = new ArrayList<>();

  @Test
  void halfOfTheRequestsAreRefusedEachByItsNumber() throws IOException {
    FaultInjector faults = injector();
    StringBuilder fates = new StringBuilder();
    for (int i = 0; i < COUNT; i++) {
      fates.append(fate(faults, Faults.refuse(50)));
    }
    assertEquals(EXPECTED, fates.toString());
    assertEquals(EXPECTED.chars().filter(fate -> fate == 'x').count(), counted.size());
  }

  private static char fate(FaultInjector faults, Fault fault) throws IOException {
    try {
      faults.admit("rules[0]", fault, Deadline.NONE);
      return '.';
    } catch (RefusedException e) {
      return 'x';
    }
  }

  @Test
  void halfOfTheDatagramsAreLostEachByItsNumber() {
    DatagramLine<Integer> line = injector().ofDatagrams("rules[0]", Faults.refuse(50)).newLine();
    long now = System.nanoTime();
    StringBuilder fates = new StringBuilder();
    List<Integer> sent = new ArrayList<>();
    for (int i = 0; i < COUNT; i++) {
      fates.append(line.add(i, 100, now) == DatagramLine.Fate.LOST ? 'x' : '.');
    }
    for (Optional<Integer> next = next(line, now); next.isPresent(); next = next(line, now)) {
      sent.add(next.get());
    }
    assertEquals(EXPECTED, fates.toString());
    assertEquals(kept(), sent);
  }

  private static Optional<Integer> next(DatagramLine<Integer> line, long now) {
    return line.waitNanos(now) <= 0 ? line.poll(now) : Optional.empty();
  }

  private static List<Integer> kept() {
    List<Integer> kept = new ArrayList<>();
    for (int i = 0; i < COUNT; i++) {
      if (EXPECTED.charAt(i) == '.') {
        kept.add(i);
      }
    }
    return kept;
  }

  private FaultInjector injector() {
    return new FaultInjector(
        new BufferPool(), new MemoryBudget(1 << 20), new Random(SEED), counted::add);
  }
}
