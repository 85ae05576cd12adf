package io.heddle.http1;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.http1.HttpFields.HttpField;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("codec")
class HopByHopFieldsTest {
  private static boolean ends(String name, String connection) {
    return HopByHopFields.of(HttpFields.of("Connection", connection))
        .contains(new HttpField(name, ""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "connection",
        "KEEP-ALIVE",
        "te",
        "Transfer-Encoding",
        "Upgrade",
        "Proxy-Connection",
        "proxy-authorization",
        "Proxy-Authenticate"
      })
  void standardFieldsAreHopByHop(String name) {
    assertTrue(ends(name, ""));
  }

  @Test
  void fieldsListedInConnectionAreHopByHop() {
    assertTrue(ends("X-A", "close, x-a"));
    assertFalse(ends("X-A", "close, x-ab"));
    assertFalse(ends("Proxy-Status", "close"));
  }

  @Test
  void manyConnectionOptionsTakeLinearTime() {
    HopByHopFields many = HopByHopFields.of(HttpFields.of("Connection", "a,".repeat(400_000)));
    List<HttpField> fields = Collections.nCopies(400_000, new HttpField("b", ""));
    assertTimeoutPreemptively(
        Duration.ofSeconds(10), () -> assertFalse(fields.stream().anyMatch(many::contains)));
  }
}
