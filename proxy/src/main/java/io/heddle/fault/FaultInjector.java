package io.heddle.fault;

import io.heddle.net.BufferPool;
import io.heddle.net.Connection;
import io.heddle.net.MemoryBudget;
import io.heddle.request.Refusal.Reason;
import io.heddle.request.RefusedException;
import io.heddle.route.Fault;
import io.heddle.time.Deadline;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/// Injector of the faults of all rules. Lives as long as the process, from the first fault on.
public final class FaultInjector {
  private static final int MYRIAD = 10_000;

  private final BufferPool buffers;
  private final MemoryBudget memory;
  private final RandomGenerator random;
  private final Consumer<FaultKind> counter;

  /// @param memory of all connections
  /// @param random may be used by several threads
  /// @param counter counts each fault
  public FaultInjector(
      BufferPool buffers,
      MemoryBudget memory,
      RandomGenerator random,
      Consumer<FaultKind> counter) {
    this.buffers = buffers;
    this.memory = memory;
    this.random = random;
    this.counter = counter;
  }

  /// Delays a request, and then refuses some.
  ///
  /// @param rule its name in the log
  /// @throws RefusedException if this request is refused, or the deadline passes first
  /// @throws IOException if the thread is interrupted
  public void admit(String rule, Fault fault, Deadline deadline)
      throws RefusedException, IOException {
    long latency = Latency.of(fault, random).nextNanos();
    if (latency > 0) {
      delay(rule, latency, deadline);
    }
    if (random.nextInt(MYRIAD) < fault.refusedPerMyriad()) {
      counter.accept(FaultKind.REFUSED);
      throw new RefusedException(
          Reason.CONNECTION_REFUSED,
          "a fault of this proxy's %s refuses some connections on purpose (%s)"
              .formatted(rule, fault));
    }
  }

  private static void delay(String rule, long nanos, Deadline deadline)
      throws RefusedException, IOException {
    long left = deadline.remaining();
    try {
      Thread.sleep(Duration.ofNanos(Math.clamp(left, 0, nanos)));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ClosedByInterruptException();
    }
    if (nanos >= left) {
      throw new RefusedException(
          Reason.CONNECTION_TIMED_OUT,
          "the delay in a fault of this proxy's " + rule + " is longer than timeouts.connect");
    }
  }

  /// The fault for the datagrams of one association.
  ///
  /// @param rule its name in the log
  public DatagramFault ofDatagrams(String rule, Fault fault) {
    return new DatagramFault(rule, fault, memory, random, counter);
  }

  /// A connection with a fault, which owns `inner` from then on. The caller closes it.
  public Connection wrap(Connection inner, Fault fault) {
    if (!fault.affectsBytes()) {
      return inner;
    }
    if (fault.delays()) {
      counter.accept(FaultKind.DELAYED);
    }
    ByteCountdown countdown = new ByteCountdown(fault.resetAfter().orElse(Long.MAX_VALUE));
    ByteMover mover =
        new ByteMover(
            inner,
            buffers,
            direction(fault, countdown),
            direction(fault, countdown),
            countdown,
            () -> counter.accept(FaultKind.RESET));
    mover.start();
    return new FaultyConnection(inner, mover);
  }

  private FaultyDirection direction(Fault fault, ByteCountdown countdown) {
    long now = System.nanoTime();
    Optional<RateLimit> rate =
        fault.rate().isPresent()
            ? Optional.of(new RateLimit(fault.rate().getAsLong(), now))
            : Optional.empty();
    return new FaultyDirection(
        new DelayLine(Latency.of(fault, random), rate, now),
        new HeldMemory(memory, fault),
        countdown);
  }
}
