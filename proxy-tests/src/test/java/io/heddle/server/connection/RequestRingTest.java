package io.heddle.server.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.address.Endpoint;
import io.heddle.net.MemoryBudget;
import io.heddle.server.connection.RequestResult.RequestAbandoned;
import io.heddle.server.connection.RequestTimeline.StepState;
import io.heddle.trace.Tracing.Step;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ClosedByInterruptException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Ring of the last requests, and their timelines.
@Tag("component")
class RequestRingTest {
  private static final Endpoint ADDRESS = Endpoint.parse("127.0.0.1:50312");

  private final LiveConnections connections =
      new LiveConnections(List.of(), new MemoryBudget(1 << 30));

  private void serve(int requests) {
    Thread thread = Thread.currentThread();
    String name = thread.getName();
    for (int i = 0; i < requests; i++) {
      connections.run(
          ADDRESS, ADDRESS, connection -> connection.request().end(new RequestAbandoned()));
    }
    thread.setName(name);
  }

  private List<Long> idsSince(long id) {
    return connections.observers().history().orElseThrow().since(id).stream()
        .map(RequestRecord::id)
        .toList();
  }

  @Test
  void theLastThousandAreKeptNewestFirst() {
    connections.observers().keepHistory();
    serve(2500);
    assertEquals(
        LongStream.iterate(2500, id -> id > 1500, id -> id - 1).boxed().toList(), idsSince(0));
    assertEquals(List.of(2500L, 2499L), idsSince(2498));
    assertEquals(List.of(), idsSince(2500));
  }

  @Test
  void nothingIsKeptBeforeAnyoneMayAskNorAfterTheLast() {
    serve(3);
    connections.observers().keepHistory();
    connections.observers().keepHistory();
    serve(2);
    connections.observers().releaseHistory();
    assertEquals(List.of(2L, 1L), idsSince(0));
    connections.observers().releaseHistory();
    assertTrue(connections.observers().history().isEmpty());
    assertTrue(connections.observers().newTimeline().isEmpty());
  }

  /// Who reads while others write gets each request once, in order, and misses none.
  @Test
  void aReaderMissesNothingWhileManyWrite() throws InterruptedException {
    connections.observers().keepHistory();
    List<Thread> writers = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      writers.add(Thread.ofPlatform().start(() -> serve(200)));
    }
    TreeSet<Long> seen = new TreeSet<>();
    while (seen.size() < 800) {
      for (long id : idsSince(seen.isEmpty() ? 0 : seen.last()).reversed()) {
        assertEquals(seen.isEmpty() ? 1 : seen.last() + 1, id);
        seen.add(id);
      }
      Thread.onSpinWait();
    }
    for (Thread writer : writers) {
      writer.join();
    }
  }

  @Test
  void aTimelineHasTheResultOfEachStepAndALimitedNumber() {
    RequestTimeline timeline = new RequestTimeline();
    var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 443);
    timeline.begin(new Step.Connect(address)).succeed(Map.of());
    timeline.begin(new Step.RequestTunnel("x".repeat(5000))).fail(new Exception("no"));
    timeline.begin(new Step.RequestTunnel("corp")).fail(new ClosedByInterruptException());
    for (int i = 0; i < 100; i++) {
      timeline.begin(new Step.RequestTunnel("corp")).succeed(Map.of());
    }
    var steps = timeline.steps();
    assertEquals(RequestTimeline.MAX_STEPS, steps.size());
    assertEquals(
        List.of(StepState.SUCCEEDED, StepState.FAILED, StepState.ABANDONED),
        steps.stream().limit(3).map(RequestTimeline.TimedStep::state).toList());
    assertEquals("127.0.0.1:443", steps.getFirst().peer());
    assertEquals(101, steps.get(1).peer().length());
  }
}
