package io.heddle.config.file;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Suggestions for near words, and none for distant ones.
@Tag("codec")
class DidYouMeanTest {
  private static final List<String> KNOWN = List.of("inbounds", "timeouts", "log", "dns", "limits");

  @ParameterizedTest
  @CsvSource({
    "inbound, inbounds",
    "inbuonds, inbounds",
    "timeout, timeouts",
    "limit, limits",
    "lgo, log",
    "nds, dns"
  })
  void suggestsTheNearestWord(String word, String near) {
    assertEquals(Optional.of(near), DidYouMean.nearest(word, KNOWN));
  }

  @ParameterizedTest
  @CsvSource({"rules", "udp", "tls", "x", "''", "listeners"})
  void suggestsNoDistantWord(String word) {
    assertEquals(Optional.empty(), DidYouMean.nearest(word, KNOWN));
  }
}
