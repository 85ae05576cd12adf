package io.heddle.http2;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.heddle.http2.frame.EndStream;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Content-Length against the payload that comes (RFC 9113 §8.1.1).
///
/// Payload is described by the sizes of its frames, such as `3 2`. A section of trailers is `T`.
@Tag("component")
class ContentLengthTest {
  private static final String CONNECT = ":method CONNECT, :authority a:1";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          content-length 5                     | 5      | ok
          content-length 5                     | 3 2    | ok
          content-length 5                     | 3 2 T  | ok
          content-length 0                     |        | ok
          x y                                  | 7      | ok
          content-length 5                     |        | error
          content-length 5                     | 4      | error
          content-length 5                     | 6      | error
          content-length 5                     | 3 3    | error
          content-length 5                     | 4 T    | error
          content-length 0                     | 1      | error
          content-length 99999999999999999999  | 1      | ok
          content-length +5                    | 1      | ok
          """)
  void ofARequest(String field, String payload, String outcome) throws Exception {
    SessionUnderTest server = SessionUnderTest.server(10);
    assertEquals(outcome, receives(server, SessionUnderTest.REQUEST + ", " + field, payload));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          :method GET     | :status 200, content-length 5 | 5    | ok
          :method GET     | :status 200, content-length 5 | 3 2  | ok
          :method GET     | :status 200, content-length 5 |      | error
          :method GET     | :status 200, content-length 5 | 4    | error
          :method GET     | :status 200, content-length 5 | 6    | error
          :method GET     | :status 502, content-length 5 | 4    | error
          :method GET     | :status 304, content-length 5 |      | ok
          :method GET     | :status 204, content-length 5 |      | ok
          :method HEAD    | :status 200, content-length 5 |      | ok
          :method CONNECT | :status 200, content-length 5 | 6    | ok
          :method CONNECT | :status 502, content-length 5 | 4    | error
          """)
  void ofAResponse(String request, String head, String payload, String outcome) throws Exception {
    SessionUnderTest client = SessionUnderTest.client(10);
    client.call(() -> {
      StreamEntry stream = client.session().reserve().orElseThrow();
      stream.output().sendHeaders(SessionUnderTest.headers(request), EndStream.NO);
      return stream;
    });
    client.sent();
    assertEquals(outcome, receives(client, head, payload));
  }

  @ParameterizedTest
  @CsvSource({"3 3, ok", "'', ok"})
  void ofATunnelMeansNothing(String payload, String outcome) throws Exception {
    SessionUnderTest server = SessionUnderTest.server(10);
    assertEquals(outcome, receives(server, CONNECT + ", content-length 5", payload));
  }

  private static String receives(SessionUnderTest session, String head, String payload)
      throws Exception {
    List<String> frames =
        payload == null || payload.isEmpty() ? List.of() : List.of(payload.split(" "));
    session.receivesHeaders(1, head, frames.isEmpty() ? EndStream.YES : EndStream.NO);
    for (int index = 0; index < frames.size(); index++) {
      EndStream endStream = index == frames.size() - 1 ? EndStream.YES : EndStream.NO;
      if (frames.get(index).equals("T")) {
        session.receivesHeaders(1, "sum 1", endStream);
      } else {
        session.receivesData(1, Integer.parseInt(frames.get(index)), endStream);
      }
    }
    List<String> sent = session.sent();
    return sent.equals(List.of("RST_STREAM 1 PROTOCOL_ERROR"))
        ? "error"
        : sent.isEmpty() ? "ok" : sent.toString();
  }
}
