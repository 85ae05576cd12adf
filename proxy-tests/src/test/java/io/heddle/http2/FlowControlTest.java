package io.heddle.http2;

import static io.heddle.http2.SessionUnderTest.assertConnectionError;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.heddle.http2.frame.EndStream;
import io.heddle.http2.frame.ErrorCode;
import io.heddle.http2.frame.Frame;
import io.heddle.http2.frame.Http2Exception;
import io.heddle.http2.frame.Setting;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Flow control of streams and connection (RFC 9113 §5.2), as received frames drive it.
@Tag("component")
class FlowControlTest {
  private static final ByteBuffer EMPTY = ByteBuffer.allocate(0);

  private final SessionUnderTest server = SessionUnderTest.server(2);

  @Test
  void anInitialWindowSizeChangesTheStreamsThatAreActive() throws Exception {
    StreamEntry stream = server.receivesRequest(1);
    assertEquals(65_535, window(stream));
    server.receives(settings(Setting.INITIAL_WINDOW_SIZE, 10));
    assertEquals(10, window(stream));
    server.run(() -> stream.output().sendData(ByteBuffer.allocate(10), 10));
    server.receives(settings(Setting.INITIAL_WINDOW_SIZE, 4));
    assertEquals(0, window(stream));
    server.receives(new Frame.WindowUpdate(1, 6));
    assertEquals(0, window(stream));
    server.receives(new Frame.WindowUpdate(1, 1));
    assertEquals(1, window(stream));
    server.receives(settings(Setting.INITIAL_WINDOW_SIZE, 9));
    assertEquals(6, window(stream));
  }

  @Test
  void anInitialWindowSizeMayNotOverflowAStream() throws Exception {
    server.receivesRequest(1);
    server.receives(new Frame.WindowUpdate(1, Integer.MAX_VALUE - 65_535));
    assertConnectionError(
        ErrorCode.FLOW_CONTROL_ERROR,
        () -> server.receives(settings(Setting.INITIAL_WINDOW_SIZE, 65_536)));
  }

  @Test
  void theWindowOfTheConnectionMayNotOverflow() throws Exception {
    server.receives(new Frame.WindowUpdate(0, Integer.MAX_VALUE - 65_535));
    assertConnectionError(
        ErrorCode.FLOW_CONTROL_ERROR, () -> server.receives(new Frame.WindowUpdate(0, 1)));
  }

  @Test
  void windowsOfStreamAndConnectionBothLimitWhatIsSent() throws Exception {
    StreamEntry stream = server.receivesRequest(1);
    for (int sent = 0; sent < 65_000; sent += 13_000) {
      server.run(() -> stream.output().sendData(ByteBuffer.allocate(13_000), 13_000));
    }
    assertEquals(5, server.sent().size());
    assertEquals(535, server.call(() -> server.session().sender().maxData()));
    assertEquals(535, window(stream));
    server.receives(new Frame.WindowUpdate(0, 1000));
    assertEquals(1535, server.call(() -> server.session().sender().maxData()));
    assertEquals(535, window(stream));
  }

  @Test
  void payloadBeyondTheWindowOfItsStreamEndsTheStream() throws Exception {
    StreamEntry stream = server.receivesRequest(1);
    receivesMuch(1, ReceiveWindow.INITIAL);
    assertEquals(StreamState.OPEN, server.state(stream));
    server.receivesData(1, 1, EndStream.NO);
    assertEquals(List.of("RST_STREAM 1 FLOW_CONTROL_ERROR"), server.sent());
  }

  @Test
  void paddingIsGrantedAgainAtOnce() throws Exception {
    server.receivesRequest(1);
    int half = ReceiveWindow.INITIAL / 2;
    for (int padding = 0; padding < half; padding += 256) {
      server.receives(new Frame.Data(1, EMPTY, 256, EndStream.NO));
    }
    assertEquals(List.of("WINDOW_UPDATE 1 " + (half + ReceiveWindow.INITIAL)), server.sent());
  }

  /// Bytes of streams that are closed count too: the peer has counted them.
  @Test
  void theConnectionIsGrantedAgainWhatHasCome() throws Exception {
    StreamEntry stream = server.receivesRequest(1);
    server.run(() -> stream.reset(ErrorCode.CANCEL));
    server.sent();
    receivesMuch(1, ConnectionWindow.SIZE / 2);
    assertEquals(List.of("WINDOW_UPDATE 0 " + ConnectionWindow.SIZE / 2), server.sent());
  }

  @Test
  void theReaderIsGrantedWhatItHasRead() throws Exception {
    StreamEntry stream = server.receivesRequest(1);
    int half = ReceiveWindow.INITIAL / 2;
    receivesMuch(1, half);
    assertEquals(List.of(), server.sent());
    assertEquals(
        half, server.<Integer, Exception>call(() -> stream.read(ByteBuffer.allocate(half))));
    assertEquals(List.of("WINDOW_UPDATE 1 " + (half + ReceiveWindow.INITIAL)), server.sent());
  }

  private int window(StreamEntry stream) {
    return server.call(() -> stream.output().availableWindow());
  }

  private void receivesMuch(int stream, int bytes) throws Http2Exception {
    for (int sent = 0; sent < bytes; sent += Frame.MAX_PAYLOAD) {
      server.receivesData(stream, Frame.MAX_PAYLOAD, EndStream.NO);
    }
  }

  private static Frame settings(int identifier, long value) {
    return new Frame.Settings(List.of(new Setting(identifier, value)));
  }
}
