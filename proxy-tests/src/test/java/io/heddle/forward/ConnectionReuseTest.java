package io.heddle.forward;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.heddle.forward.ForwardedResponse.ConnectionReuse;
import io.heddle.http1.BodyLength;
import io.heddle.http1.HttpFields;
import io.heddle.http1.MessageHead.HttpVersion;
import io.heddle.http1.RequestHead;
import io.heddle.http1.ResponseHead;
import io.heddle.upstream.UpstreamConnection.ReuseScope;
import io.heddle.wire.MalformedException;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Reuse of an upstream connection, as a table.
@Tag("component")
class ConnectionReuseTest {

  private static HttpFields fields(String name, String value) {
    return name == null ? HttpFields.NONE : HttpFields.of(name, value);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "",
      textBlock =
          """
          1.1 | Content-Length    | 5                      |               |                  | ANY_CLIENT  | -
          1.1 | Transfer-Encoding | chunked                |               |                  | ANY_CLIENT  | -
          1.1 |                   |                        |               |                  | NONE        | -
          1.0 | Content-Length    | 5                      |               |                  | NONE        | -
          1.0 | Content-Length    | 5                      | Connection    | keep-alive       | ANY_CLIENT  | -
          1.0 | Transfer-Encoding | chunked                | Connection    | keep-alive       | NONE        | -
          1.1 | Content-Length    | 5                      | Connection    | close            | NONE        | -
          1.1 | Content-Length    | 5                      | Keep-Alive    | timeout=5        | ANY_CLIENT  | 5
          1.1 | Content-Length    | 5                      | Keep-Alive    | max=1, Timeout=6 | ANY_CLIENT  | 6
          1.1 | Content-Length    | 5                      | Keep-Alive    | timeout=x        | ANY_CLIENT  | -
          1.1 | Content-Length    | 5                      | WWW-Authenticate | Negotiate     | SAME_CLIENT | -
          1.1 | Content-Length    | 5                      | WWW-Authenticate | NTLM TlRM     | SAME_CLIENT | -
          1.1 | Content-Length    | 5                      | WWW-Authenticate | Basic         | ANY_CLIENT  | -
          1.1 | Content-Length    | 5                      | WWW-Authenticate | NTLMish       | ANY_CLIENT  | -
          """)
  void afterAResponse(
      String version,
      String framing,
      String value,
      String name,
      String other,
      String scope,
      String time)
      throws MalformedException {
    HttpFields all =
        new HttpFields(
            Stream.of(fields(framing, value), fields(name, other))
                .flatMap(some -> some.lines().stream())
                .toList());
    RequestHead request = new RequestHead("GET", "/", HttpVersion.HTTP_1_1, HttpFields.NONE);
    ResponseHead response =
        new ResponseHead(
            version.equals("1.1") ? HttpVersion.HTTP_1_1 : HttpVersion.HTTP_1_0, 200, "OK", all);
    Optional<Duration> seconds =
        time.equals("-") ? Optional.empty() : Optional.of(Duration.ofSeconds(Long.parseLong(time)));
    ConnectionReuse expected = new ConnectionReuse(ReuseScope.valueOf(scope), seconds);
    assertEquals(
        expected, ConnectionReuse.after(request, response, BodyLength.of(response, "GET")));
  }
}
