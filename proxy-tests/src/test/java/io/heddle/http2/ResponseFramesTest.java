package io.heddle.http2;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.heddle.http2.frame.EndStream;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Each type of frame in each part of a response (RFC 9113 §8.1). [StreamFramesTest] explains the
/// outcomes.
@Tag("component")
class ResponseFramesTest {
  private static final int STREAM = 1;

  /// A stream on the client's side, by what has been received of the response.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          DATA             | nothing            | RST PROTOCOL_ERROR
          DATA             | :status 103        | RST PROTOCOL_ERROR
          DATA             | :status 200        | OPEN
          DATA END         | :status 200        | HALF_CLOSED_REMOTE
          HEADERS 103      | nothing            | OPEN
          HEADERS 103      | :status 103        | OPEN
          HEADERS 103 END  | nothing            | RST PROTOCOL_ERROR
          HEADERS 103      | :status 200        | RST PROTOCOL_ERROR
          HEADERS 200      | nothing            | OPEN
          HEADERS 200      | :status 103        | OPEN
          HEADERS 200      | :status 200        | RST PROTOCOL_ERROR
          HEADERS 200 END  | nothing            | HALF_CLOSED_REMOTE
          HEADERS 200 END  | :status 200        | RST PROTOCOL_ERROR
          HEADERS END      | nothing            | RST PROTOCOL_ERROR
          HEADERS END      | :status 103        | RST PROTOCOL_ERROR
          HEADERS END      | :status 200        | HALF_CLOSED_REMOTE
          HEADERS          | :status 200        | RST PROTOCOL_ERROR
          RST_STREAM       | nothing            | CLOSED
          RST_STREAM       | :status 200        | CLOSED
          WINDOW_UPDATE    | nothing            | OPEN
          """)
  void onAStreamOfOurs(String frame, String before, String outcome) throws Exception {
    SessionUnderTest client = SessionUnderTest.client(100);
    StreamEntry stream = client.opens(EndStream.NO);
    if (!before.equals("nothing")) {
      client.receivesHeaders(STREAM, before, EndStream.NO);
    }
    client.sent();
    assertEquals(outcome, StreamFramesTest.outcome(client, Optional.of(stream), frame, before));
  }
}
