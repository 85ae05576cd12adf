package io.heddle.server.connection;

import io.heddle.request.PrintableText;
import io.heddle.trace.StepListener;
import io.heddle.trace.Tracing.Step;
import java.net.InetSocketAddress;
import java.nio.channels.ClosedByInterruptException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Timeline of one request: the steps of opening its upstream connection, and the arrival of the first
/// byte from there. All times are on the clock of [System#nanoTime]. For any thread.
public final class RequestTimeline implements StepListener {
  /// Limit of the steps that are kept: a name may have hundreds of addresses.
  public static final int MAX_STEPS = 16;

  private static final int MAX_PEER = 100;

  private volatile long firstByteNanos;

  /// Empty for the many requests that go over a connection that is open already. Replaced under the
  /// lock of this timeline.
  private List<TimedStep> steps = List.of();

  @Override
  public ActiveStep begin(Step step) {
    Object peer = step.peer();
    // Other peers are parts of a configuration, which would be held as long as the timeline.
    boolean small = peer instanceof InetSocketAddress;
    TimedStep begun =
        new TimedStep(step.word(), small ? peer : PrintableText.of(peer.toString(), MAX_PEER));
    add(begun);
    return begun;
  }

  private synchronized void add(TimedStep begun) {
    if (steps.isEmpty()) {
      steps = new ArrayList<>(4);
    }
    if (steps.size() < MAX_STEPS) {
      steps.add(begun);
    }
  }

  /// Notes when the first byte from the server has arrived. Only the first call counts.
  void markFirstByte(long nanos) {
    if (firstByteNanos == 0) {
      firstByteNanos = nanos | 1;
    }
  }

  /// The time of the first byte; 0 if it has not come, or is not known.
  public long firstByteNanos() {
    return firstByteNanos;
  }

  /// Whether there are steps.
  synchronized boolean hasSteps() {
    return !steps.isEmpty();
  }

  /// The steps so far, in the order in which they began.
  public synchronized List<TimedStep> steps() {
    return List.copyOf(steps);
  }

  /// The result of a step.
  public enum StepState {
    /// It goes on.
    ACTIVE,
    SUCCEEDED,
    FAILED,
    /// Given up, since another was faster, or nobody waits for it any more.
    ABANDONED
  }

  /// Step with its times.
  public static final class TimedStep implements ActiveStep {
    private final String word;
    private final Object peer;
    private final long begunNanos = System.nanoTime();
    private long endedNanos;
    private volatile StepState state = StepState.ACTIVE;

    private TimedStep(String word, Object peer) {
      this.word = word;
      this.peer = peer;
    }

    @Override
    public void succeed(Map<String, String> attributes) {
      end(StepState.SUCCEEDED);
    }

    @Override
    public void fail(Exception failure) {
      end(failure instanceof ClosedByInterruptException ? StepState.ABANDONED : StepState.FAILED);
    }

    private void end(StepState result) {
      endedNanos = System.nanoTime();
      state = result;
    }

    /// What is done, as [Step#word] has it.
    public String word() {
      return word;
    }

    /// The name or address with which it is done.
    public String peer() {
      return peer instanceof InetSocketAddress address
          ? address.getAddress().getHostAddress() + ":" + address.getPort()
          : peer.toString();
    }

    public StepState state() {
      return state;
    }

    public long begunNanos() {
      return begunNanos;
    }

    /// The time of its end, or now.
    public long endedNanos() {
      return state == StepState.ACTIVE ? System.nanoTime() : endedNanos;
    }
  }
}
