package io.heddle.http1;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Values of `Proxy-Status` (RFC 9209 §2) as tables.
@Tag("codec")
class ProxyStatusTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "heddle; error=dns_error|dns_error|",
        "heddle; error=dns_error; details=\"no such name\"|dns_error|no such name",
        "heddle;details=\"a \\\"b\\\" \\\\ c\";error=dns_error|dns_error|a \"b\" \\ c",
        "\"a, b; error=x\" ; error=dns_timeout|dns_timeout|",
        "far, nearer; error=dns_error; details=x, near; error=connection_refused|dns_error|x",
        " ,, far; received-status=502; next-hop=\"h\"; error=dns_error|dns_error|",
        "x;error=dns_error;details=\"cut|dns_error|",
      })
  void theErrorIs(String value, String error, String details) {
    assertEquals(
        Optional.of(new ProxyStatus(error, Optional.ofNullable(details))),
        ProxyStatus.parse(value));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", " ,", "heddle", "heddle; error", "heddle; error=", "\"a", "=;error=x", ";;;"})
  void thereIsNoErrorIn(String value) {
    assertEquals(Optional.empty(), ProxyStatus.parse(value));
  }

  /// An upstream proxy may send 256 KiB.
  @Test
  void aLongFieldTakesNeitherStackNorTime() {
    String details = "\\\"".repeat(120_000);
    String value = "up; details=\"%s\"; error=dns_error".formatted(details);
    assertTimeout(
        Duration.ofSeconds(5),
        () ->
            assertEquals(
                Optional.of(new ProxyStatus("dns_error", Optional.of("\"".repeat(120_000)))),
                ProxyStatus.parse(value)));
    assertEquals(Optional.empty(), ProxyStatus.parse(", a".repeat(80_000)));
    assertEquals(Optional.empty(), ProxyStatus.parse("a" + ";".repeat(240_000)));
    assertEquals(Optional.empty(), ProxyStatus.parse("a;b=\"".repeat(50_000)));
  }
}
