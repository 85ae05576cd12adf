package io.heddle.app;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.heddle.config.Config;
import io.heddle.config.RuleConfig;
import io.heddle.config.file.RuleText;
import io.heddle.server.metrics.RuleHits;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Hits that a reload keeps. Each rule of the file before has 1, 2, 3 … hits, the default has 1.
@Tag("codec")
class KeptHitsTest {

  @ParameterizedTest
  @CsvSource({
    "a b, a b, 1 2",
    "a b, b a, 2 1",
    "a b, a c b, 1 0 2",
    "a b, b, 2",
    "a a, a a a, 1 2 0",
    "a b, c d, 0 0",
  })
  void areThoseOfEqualRules(String before, String after, String hits) {
    RuleHits previous = new RuleHits();
    List<RuleConfig> rules = rules(before);
    for (int i = 0; i < rules.size(); i++) {
      for (int n = 0; n <= i; n++) {
        previous.count(RouterBuilder.nameOf(i));
      }
    }
    previous.count(RouterBuilder.DEFAULT);
    RuleHits next = new RuleHits();
    KeptHits.share(rules, previous, rules(after), next);
    int[] expected = Stream.of(hits.split(" ", -1)).mapToInt(Integer::parseInt).toArray();
    for (int i = 0; i < expected.length; i++) {
      assertEquals(expected[i], next.of(RouterBuilder.nameOf(i)));
    }
    assertEquals(1, next.of(RouterBuilder.DEFAULT));
    // A request that began before the reload counts, too.
    previous.count(RouterBuilder.DEFAULT);
    assertEquals(2, next.of(RouterBuilder.DEFAULT));
  }

  private static List<RuleConfig> rules(String names) {
    return Stream.of(names.split(" ", -1)).map(KeptHitsTest::rule).toList();
  }

  private static RuleConfig rule(String name) {
    String text = "{domains: [" + name + "], to: direct}";
    return assertDoesNotThrow(
        () -> RuleText.parse(text, Path.of("/"), _ -> Optional.empty(), Config.DEFAULT));
  }
}
