package io.heddle.http1;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HopByHopTest {
  private static boolean ends(String name, String connection) {
    return HopByHop.of(Fields.of("Connection", connection)).includes(new Field(name, ""));
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
  void someAreKnown(String name) {
    assertTrue(ends(name, ""));
  }

  @Test
  void othersAreNominated() {
    assertTrue(ends("X-A", "close, x-a"));
    assertFalse(ends("X-A", "close, x-ab"));
    assertFalse(ends("Proxy-Status", "close"));
  }

  @Test
  void aNominationForEachFieldTakesNoLongerThanReadingThem() {
    HopByHop many = HopByHop.of(Fields.of("Connection", "a,".repeat(400_000)));
    List<Field> fields = Collections.nCopies(400_000, new Field("b", ""));
    assertTimeoutPreemptively(
        Duration.ofSeconds(10), () -> assertFalse(fields.stream().anyMatch(many::includes)));
  }
}
