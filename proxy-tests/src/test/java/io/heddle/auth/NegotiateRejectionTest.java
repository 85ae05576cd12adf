package io.heddle.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.heddle.http1.HttpFields;
import io.heddle.http1.MessageHead.HttpVersion;
import io.heddle.http1.ResponseHead;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// The sentence about a proxy that rejects a token: it remarks on the clocks if they may be the reason.
@Tag("component")
class NegotiateRejectionTest {
  private static final String SKEW = "; its clock and that of this machine differ by 10 minutes";

  @ParameterizedTest
  @MethodSource("dates")
  void theClockOfTheProxyIsCompared(HttpFields fields, String remark) {
    AuthExchange exchange = new NegotiateScheme("HTTP@proxy.test").begin();
    ResponseHead response = new ResponseHead(HttpVersion.HTTP_1_1, 407, "No", fields);
    String sentence = exchange.reject(response).refusal().details();
    assertEquals(
        "it does not accept the Kerberos ticket for HTTP@proxy.test" + remark,
        sentence.replaceFirst("ticket of \\S+", "ticket"));
  }

  static Stream<Arguments> dates() {
    return Stream.of(
        Arguments.of(HttpFields.NONE, ""),
        Arguments.of(date("yesterday"), ""),
        Arguments.of(dateAfter(Duration.ZERO), ""),
        Arguments.of(dateAfter(Duration.ofMinutes(4)), ""),
        Arguments.of(dateAfter(Duration.ofMinutes(10)), SKEW),
        Arguments.of(dateAfter(Duration.ofMinutes(-10)), SKEW));
  }

  private static HttpFields dateAfter(Duration difference) {
    return date(
        DateTimeFormatter.RFC_1123_DATE_TIME.format(
            Instant.now().plus(difference).atOffset(ZoneOffset.UTC)));
  }

  private static HttpFields date(String text) {
    return HttpFields.of("Date", text);
  }
}
