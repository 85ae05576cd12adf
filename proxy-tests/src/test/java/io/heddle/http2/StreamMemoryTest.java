package io.heddle.http2;

import static io.heddle.http2.StreamMemory.CONNECTION;
import static io.heddle.http2.StreamMemory.LITTLE;
import static io.heddle.http2.StreamMemory.STREAM;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.http2.frame.EndStream;
import io.heddle.http2.frame.Http2Exception;
import io.heddle.net.MemoryBudget;
import java.io.IOException;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Memory that all connections share.
@Tag("component")
class StreamMemoryTest {
  private static final int FRAME = 16 * 1024;

  private final AtomicBoolean heapFull = new AtomicBoolean();
  private final MemoryBudget budget = new MemoryBudget(2 * (CONNECTION + 2 * STREAM));
  private final StreamMemory memory = new StreamMemory(budget, heapFull::get);

  private SessionUnderTest server() {
    return SessionUnderTest.server(100, memory);
  }

  @Test
  void streamsAreRefusedWhenOtherConnectionsHaveTakenTheMemory() throws Http2Exception {
    SessionUnderTest one = server();
    SessionUnderTest two = server();
    for (int stream = 1; stream <= 3; stream += 2) {
      one.receivesRequest(stream);
      two.receivesRequest(stream);
    }
    two.receivesHeaders(5, SessionUnderTest.REQUEST, EndStream.NO);
    assertEquals(List.of("RST_STREAM 5 REFUSED_STREAM"), two.sent());

    one.run(one.session()::finishServing);
    two.receivesHeaders(7, SessionUnderTest.REQUEST, EndStream.NO);
    assertEquals(List.of(), two.sent());
  }

  @Test
  void refusedStreamsAreNotAFlood() throws Http2Exception {
    heapFull.set(true);
    SessionUnderTest server = server();
    for (int stream = 1; stream < 4 * FloodGuard.BURST; stream += 2) {
      server.receivesHeaders(stream, SessionUnderTest.REQUEST, EndStream.YES);
      assertEquals(List.of("RST_STREAM " + stream + " REFUSED_STREAM"), server.sent());
    }
    assertEquals(0, memory.used());
  }

  @Test
  void payloadThatIsNotReadEndsItsStream() throws Http2Exception {
    SessionUnderTest server = server();
    StreamEntry stream = server.receivesRequest(1);
    int frames = 0;
    while (server.state(stream) == StreamState.OPEN) {
      server.receivesData(1, FRAME, EndStream.NO);
      frames++;
    }
    assertEquals(List.of("RST_STREAM 1 ENHANCE_YOUR_CALM"), server.sent());
    assertTrue(memory.used() <= budget.limit());
    assertTrue(frames * FRAME > LITTLE, frames + " frames");
    server.run(() -> stream.abandon(stream.abandonCode()));
    server.run(server.session()::finishServing);
    assertEquals(0, memory.used());
  }

  @Test
  void aStreamThatIsReadGoesOnWhileAnotherHasTakenItsShare() throws Exception {
    SessionUnderTest greedy = server();
    greedy.receivesRequest(1);
    while (!memory.isScarce()) {
      greedy.receivesData(1, FRAME, EndStream.NO);
    }
    SessionUnderTest good = SessionUnderTest.server(100, memory);
    memory.give(CONNECTION + STREAM);
    StreamEntry stream = good.receivesRequest(1);
    for (int i = 0; i < 100; i++) {
      good.receivesData(1, FRAME, EndStream.NO);
      assertEquals(FRAME, good.call(() -> stream.read(ByteBuffer.allocate(FRAME))));
    }
    assertEquals(StreamState.OPEN, good.state(stream));
  }

  @Test
  void theWindowDoesNotGrowWhileMemoryIsScarce() throws IOException {
    assertTrue(memory.takeStream((int) budget.limit() - LITTLE));
    ReceiveBuffer buffer = new ReceiveBuffer(memory);
    int half = ReceiveWindow.INITIAL / 2;
    assertEquals(half, buffer.release(half));
    memory.give((int) budget.limit() - LITTLE);
    assertEquals(half + ReceiveWindow.INITIAL, buffer.release(half));
  }

  @Test
  void nothingIsTakenByStreamsThatAreGone() throws Http2Exception {
    SessionUnderTest server = server();
    server.receivesHeaders(1, SessionUnderTest.REQUEST, EndStream.NO);
    server.receivesHeaders(3, SessionUnderTest.REQUEST + ", content-length 5", EndStream.YES);
    server.receivesData(1, 1000, EndStream.NO);
    assertEquals(CONNECTION + STREAM + 1000, memory.used());
    server.run(() -> server.session().lifecycle().end(new SocketException("closed")));
    assertEquals(0, memory.used());
    assertFalse(memory.isScarce());
  }
}
