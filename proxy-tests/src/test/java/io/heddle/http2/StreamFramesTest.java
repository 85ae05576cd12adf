package io.heddle.http2;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.heddle.http2.frame.EndHeaders;
import io.heddle.http2.frame.EndStream;
import io.heddle.http2.frame.ErrorCode;
import io.heddle.http2.frame.Frame;
import io.heddle.http2.frame.Http2Exception;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Each type of frame in each state of a stream (RFC 9113 §5.1): the state after it, or the error.
///
///     OPEN, …            the state of the stream afterwards; nothing is sent
///     RST code           the stream ends, and the peer is told by RST_STREAM
///     GOAWAY code        the connection ends
///     ignored            nothing happens
@Tag("component")
class StreamFramesTest {
  private static final int STREAM = 1;

  /// A stream of a client, on the server's side.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          DATA             | IDLE               | GOAWAY PROTOCOL_ERROR
          DATA             | OPEN               | OPEN
          DATA             | HALF_CLOSED_LOCAL  | HALF_CLOSED_LOCAL
          DATA             | HALF_CLOSED_REMOTE | RST STREAM_CLOSED
          DATA             | CLOSED             | GOAWAY STREAM_CLOSED
          DATA             | RESET_BY_US        | ignored
          DATA             | RESET_BY_PEER      | RST STREAM_CLOSED
          DATA             | ENDED_THEN_RESET   | GOAWAY STREAM_CLOSED
          DATA             | SKIPPED            | GOAWAY PROTOCOL_ERROR
          DATA END         | IDLE               | GOAWAY PROTOCOL_ERROR
          DATA END         | OPEN               | HALF_CLOSED_REMOTE
          DATA END         | HALF_CLOSED_LOCAL  | CLOSED
          DATA END         | HALF_CLOSED_REMOTE | RST STREAM_CLOSED
          DATA END         | CLOSED             | GOAWAY STREAM_CLOSED
          DATA END         | RESET_BY_US        | ignored
          DATA END         | RESET_BY_PEER      | RST STREAM_CLOSED
          DATA END         | ENDED_THEN_RESET   | GOAWAY STREAM_CLOSED
          DATA END         | SKIPPED            | GOAWAY PROTOCOL_ERROR
          HEADERS          | IDLE               | OPEN
          HEADERS          | OPEN               | RST PROTOCOL_ERROR
          HEADERS          | HALF_CLOSED_LOCAL  | RST PROTOCOL_ERROR
          HEADERS          | HALF_CLOSED_REMOTE | RST STREAM_CLOSED
          HEADERS          | CLOSED             | GOAWAY STREAM_CLOSED
          HEADERS          | RESET_BY_US        | ignored
          HEADERS          | RESET_BY_PEER      | RST STREAM_CLOSED
          HEADERS          | ENDED_THEN_RESET   | GOAWAY STREAM_CLOSED
          HEADERS          | SKIPPED            | GOAWAY PROTOCOL_ERROR
          HEADERS PSEUDO END | OPEN             | RST PROTOCOL_ERROR
          HEADERS END      | IDLE               | HALF_CLOSED_REMOTE
          HEADERS END      | OPEN               | HALF_CLOSED_REMOTE
          HEADERS END      | HALF_CLOSED_LOCAL  | CLOSED
          HEADERS END      | HALF_CLOSED_REMOTE | RST STREAM_CLOSED
          HEADERS END      | CLOSED             | GOAWAY STREAM_CLOSED
          HEADERS END      | RESET_BY_US        | ignored
          HEADERS END      | RESET_BY_PEER      | RST STREAM_CLOSED
          HEADERS END      | ENDED_THEN_RESET   | GOAWAY STREAM_CLOSED
          HEADERS END      | SKIPPED            | GOAWAY PROTOCOL_ERROR
          RST_STREAM       | IDLE               | GOAWAY PROTOCOL_ERROR
          RST_STREAM       | OPEN               | CLOSED
          RST_STREAM       | HALF_CLOSED_LOCAL  | CLOSED
          RST_STREAM       | HALF_CLOSED_REMOTE | CLOSED
          RST_STREAM       | CLOSED             | ignored
          RST_STREAM       | RESET_BY_US        | ignored
          RST_STREAM       | RESET_BY_PEER      | ignored
          RST_STREAM       | SKIPPED            | ignored
          WINDOW_UPDATE    | IDLE               | GOAWAY PROTOCOL_ERROR
          WINDOW_UPDATE    | OPEN               | OPEN
          WINDOW_UPDATE    | HALF_CLOSED_LOCAL  | HALF_CLOSED_LOCAL
          WINDOW_UPDATE    | HALF_CLOSED_REMOTE | HALF_CLOSED_REMOTE
          WINDOW_UPDATE    | CLOSED             | ignored
          WINDOW_UPDATE    | RESET_BY_US        | ignored
          WINDOW_UPDATE    | RESET_BY_PEER      | ignored
          WINDOW_UPDATE 0  | IDLE               | GOAWAY PROTOCOL_ERROR
          WINDOW_UPDATE 0  | OPEN               | RST PROTOCOL_ERROR
          WINDOW_UPDATE 0  | HALF_CLOSED_LOCAL  | RST PROTOCOL_ERROR
          WINDOW_UPDATE 0  | HALF_CLOSED_REMOTE | RST PROTOCOL_ERROR
          WINDOW_UPDATE 0  | CLOSED             | ignored
          WINDOW_UPDATE 0  | RESET_BY_US        | ignored
          WINDOW_UPDATE 0  | RESET_BY_PEER      | ignored
          WINDOW_UPDATE MAX| IDLE               | GOAWAY PROTOCOL_ERROR
          WINDOW_UPDATE MAX| OPEN               | RST FLOW_CONTROL_ERROR
          WINDOW_UPDATE MAX| HALF_CLOSED_REMOTE | RST FLOW_CONTROL_ERROR
          WINDOW_UPDATE MAX| CLOSED             | ignored
          PRIORITY         | IDLE               | ignored
          PRIORITY         | OPEN               | OPEN
          PRIORITY         | HALF_CLOSED_LOCAL  | HALF_CLOSED_LOCAL
          PRIORITY         | HALF_CLOSED_REMOTE | HALF_CLOSED_REMOTE
          PRIORITY         | CLOSED             | ignored
          CONTINUATION     | OPEN               | GOAWAY PROTOCOL_ERROR
          CONTINUATION     | CLOSED             | GOAWAY PROTOCOL_ERROR
          """)
  void onAStreamOfAClient(String frame, String before, String outcome) throws Exception {
    SessionUnderTest server = SessionUnderTest.server(100);
    Optional<StreamEntry> stream = reach(server, before);
    assertEquals(outcome, outcome(server, stream, frame, before));
  }

  /// A stream that is idle has no control block.
  private static Optional<StreamEntry> reach(SessionUnderTest server, String state)
      throws Http2Exception {
    if (state.equals("IDLE")) {
      return Optional.empty();
    }
    if (state.equals("SKIPPED")) {
      server.receivesRequest(STREAM + 2);
      return Optional.empty();
    }
    boolean ended = List.of("HALF_CLOSED_REMOTE", "CLOSED", "ENDED_THEN_RESET").contains(state);
    server.receivesHeaders(STREAM, SessionUnderTest.REQUEST, ended ? EndStream.YES : EndStream.NO);
    StreamEntry stream = server.accepts();
    switch (state) {
      case "HALF_CLOSED_LOCAL", "CLOSED" -> server.answers(stream, EndStream.YES);
      case "RESET_BY_US" -> server.run(() -> stream.reset(ErrorCode.CANCEL));
      case "ENDED_THEN_RESET" -> server.run(() -> stream.reset(ErrorCode.NO_ERROR));
      case "RESET_BY_PEER" -> server.receives(new Frame.RstStream(STREAM, 8));
      default -> server.answers(stream, EndStream.NO);
    }
    server.sent();
    return Optional.of(stream);
  }

  /// Receives a frame.
  ///
  /// @param before state of the stream
  static String outcome(
      SessionUnderTest session, Optional<StreamEntry> stream, String frame, String before) {
    try {
      receive(session, frame);
    } catch (Http2Exception e) {
      return "GOAWAY " + e.code();
    }
    List<String> sent = session.sent();
    if (!sent.isEmpty()) {
      assertEquals(1, sent.size(), sent::toString);
      stream.ifPresent(one -> assertEquals(StreamState.CLOSED, session.state(one)));
      return sent.getFirst().replace("RST_STREAM " + STREAM, "RST");
    }
    boolean over = before.equals("CLOSED") || before.contains("RESET");
    Optional<StreamEntry> active = session.call(() -> session.session().streams().find(STREAM));
    Optional<StreamState> after = stream.or(() -> active).map(session::state);
    assertEquals(after.filter(StreamState::isActive).isPresent(), active.isPresent());
    return over ? "ignored" : after.map(StreamState::name).orElse("ignored");
  }

  private static void receive(SessionUnderTest session, String frame) throws Http2Exception {
    List<String> words = new ArrayList<>(List.of(frame.split(" ")));
    EndStream endStream = words.remove("END") ? EndStream.YES : EndStream.NO;
    switch (String.join(" ", words)) {
      case "DATA" -> session.receivesData(STREAM, 1, endStream);
      case "HEADERS" -> session.receivesHeaders(STREAM, "sum 1", endStream);
      case "HEADERS PSEUDO" -> session.receivesHeaders(STREAM, ":path /", endStream);
      case "HEADERS 103" -> session.receivesHeaders(STREAM, ":status 103", endStream);
      case "HEADERS 200" -> session.receivesHeaders(STREAM, ":status 200", endStream);
      case "RST_STREAM" -> session.receives(new Frame.RstStream(STREAM, 8));
      case "WINDOW_UPDATE" -> session.receives(new Frame.WindowUpdate(STREAM, 1));
      case "WINDOW_UPDATE 0" -> session.receives(new Frame.WindowUpdate(STREAM, 0));
      case "WINDOW_UPDATE MAX" ->
          session.receives(new Frame.WindowUpdate(STREAM, Integer.MAX_VALUE));
      case "PRIORITY" -> session.receives(new Frame.Ignored(2, 0, STREAM, ByteBuffer.allocate(5)));
      case "CONTINUATION" ->
          session.receives(new Frame.Continuation(STREAM, ByteBuffer.allocate(0), EndHeaders.YES));
      default -> throw new AssertionError("no frame: " + frame);
    }
  }
}
