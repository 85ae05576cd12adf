package io.heddle.http2;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.http2.frame.EndStream;
import io.heddle.http2.frame.ErrorCode;
import io.heddle.http2.frame.Frame;
import io.heddle.support.ChunkedByteSource;
import io.heddle.wire.ByteReader;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("component")
class FrameQueueTest {
  private static final Frame PING = new Frame.Ping(1);

  private final FrameQueue queue = new FrameQueue();

  @Test
  void framesLeaveInOrder() throws Exception {
    ByteBuffer payload = ByteBuffer.wrap(new byte[] {1, 2, 3});
    queue.add(PING);
    queue.addHeaders(1, SessionUnderTest.headers(":status 200"), EndStream.NO);
    queue.addData(1, payload, 2);
    assertTrue(queue.addReply(new Frame.SettingsAck()));
    assertEquals(2, payload.position());
    List<Frame> frames = taken();
    assertEquals(PING, frames.get(0));
    assertEquals(1, ((Frame.Headers) frames.get(1)).stream());
    assertEquals(data(1, new byte[] {1, 2}), frames.get(2));
    assertEquals(new Frame.SettingsAck(), frames.get(3));
    assertTrue(queue.isEmpty());
  }

  @Test
  void framesAreAddedWhileOthersAreWritten() throws Exception {
    queue.add(PING);
    ByteBuffer writing = queue.take();
    queue.add(new Frame.SettingsAck());
    assertEquals(List.of(PING), frames(writing));
    assertEquals(List.of(new Frame.SettingsAck()), taken());
  }

  @Test
  void payloadHasRoomUntilTheQueueIsFull() {
    assertEquals(FrameQueue.CAPACITY, queue.room());
    queue.addData(1, ByteBuffer.allocate(1000), 1000);
    assertEquals(FrameQueue.CAPACITY - 1000 - Frame.HEADER_SIZE, queue.room());
    fill();
    assertEquals(0, queue.room());
    queue.take();
    assertEquals(FrameQueue.CAPACITY, queue.room());
  }

  /// A reset takes no part in the waiting for room, so it leaves before payload that still waits.
  @Test
  void aResetIsAddedToAFullQueue() throws Exception {
    fill();
    Frame reset = new Frame.RstStream(1, ErrorCode.CANCEL.code());
    queue.add(reset);
    assertEquals(0, queue.room());
    assertEquals(reset, taken().getLast());
  }

  @Test
  void repliesThatAreNotTakenAreLimited() {
    int size = Frame.HEADER_SIZE + 8;
    for (int bytes = 0; bytes + size <= FrameQueue.MAX_REPLIES; bytes += size) {
      assertTrue(queue.addReply(new Frame.PingAck(1)));
    }
    assertFalse(queue.addReply(new Frame.PingAck(1)));
    queue.take();
    assertTrue(queue.addReply(new Frame.PingAck(1)));
  }

  @Test
  void otherFramesDoNotCountAsReplies() {
    fill();
    assertTrue(queue.addReply(new Frame.PingAck(1)));
  }

  @Test
  void whatIsQueuedLeavesAfterTheEnd() throws Exception {
    queue.add(PING);
    queue.close();
    assertTrue(queue.isClosed());
    assertFalse(queue.isEmpty());
    assertEquals(List.of(PING), taken());
  }

  @Test
  void trimmingLosesNothing() throws Exception {
    queue.add(PING);
    queue.trim();
    ByteBuffer writing = queue.take();
    queue.trim();
    queue.add(new Frame.SettingsAck());
    assertEquals(List.of(PING), frames(writing));
    queue.release();
    queue.trim();
    assertEquals(List.of(new Frame.SettingsAck()), taken());
  }

  @Test
  void thePrefaceComesAsItIs() {
    queue.addPreface(new byte[] {'P', 'R', 'I'});
    assertEquals(ByteBuffer.wrap(new byte[] {'P', 'R', 'I'}), queue.take());
  }

  private void fill() {
    while (queue.room() > 0) {
      queue.addData(1, ByteBuffer.allocate(1000), 1000);
    }
  }

  private static Frame data(int stream, byte[] bytes) {
    return new Frame.Data(stream, ByteBuffer.wrap(bytes), 0, EndStream.NO);
  }

  private List<Frame> taken() throws Exception {
    return frames(queue.take());
  }

  private static List<Frame> frames(ByteBuffer bytes) throws Exception {
    byte[] copy = new byte[bytes.remaining()];
    bytes.get(copy);
    ByteReader in = new ByteReader(ChunkedByteSource.whole(copy));
    List<Frame> frames = new ArrayList<>();
    while (in.peek() >= 0) {
      frames.add(Frame.read(in, Frame.MAX_PAYLOAD));
    }
    return frames;
  }
}
