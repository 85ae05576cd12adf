package io.heddle.route;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.address.DomainPattern;
import io.heddle.route.Router.Route;
import io.heddle.route.RuleBlocks.RuleBlock;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Which indexes are made anew when rules come and go.
@Tag("codec")
class RuleBlocksTest {
  private int count;

  private Rule rule(int names) {
    int number = count++;
    Set<DomainPattern> patterns =
        IntStream.range(0, names)
            .mapToObj(i -> DomainPattern.parse("n" + i + ".r" + number + ".example"))
            .collect(Collectors.toSet());
    return new Rule(List.of(new Matcher.Domains(patterns)), new Route("rule" + number, "direct"));
  }

  private static List<Rule> inOrder(RuleBlocks blocks) {
    return blocks.blocks().stream().flatMap(block -> block.rules().stream()).toList();
  }

  @Test
  void aLargeRuleIsIndexedOnce() {
    List<Rule> rules = new ArrayList<>();
    RuleBlocks blocks = RuleBlocks.NONE;
    for (int i = 0; i < 5; i++) {
      rules.addFirst(rule(1500));
      List<RuleBlock> before = blocks.blocks();
      blocks = blocks.with(rules);
      assertEquals(rules, inOrder(blocks));
      assertEquals(before.size() + 1, blocks.blocks().size());
      for (int known = 0; known < before.size(); known++) {
        assertSame(before.get(known), blocks.blocks().get(known + 1));
      }
    }
    rules.remove(2);
    RuleBlocks fewer = blocks.with(rules);
    assertEquals(rules, inOrder(fewer));
    assertSame(blocks.blocks().get(1), fewer.blocks().get(1));
    assertSame(blocks.blocks().get(4), fewer.blocks().get(3));
  }

  @Test
  void aThousandSmallRulesHaveFewBlocks() {
    Random random = new Random(7);
    List<Rule> rules = new ArrayList<>();
    RuleBlocks blocks = RuleBlocks.NONE;
    for (int i = 0; i < 1000; i++) {
      rules.addFirst(rule(1 + random.nextInt(5)));
      blocks = blocks.with(rules);
    }
    assertEquals(rules, inOrder(blocks));
    int size = blocks.blocks().size();
    assertTrue(size <= 15, () -> size + " blocks");
    for (int i = 0; i < 200; i++) {
      rules.remove(random.nextInt(rules.size()));
      blocks = blocks.with(rules);
    }
    assertEquals(rules, inOrder(blocks));
    int left = blocks.blocks().size();
    assertTrue(left <= 15, () -> left + " blocks");
  }

  @Test
  void whatIsNotWantedIsLeftOutAndWhatIsStays() {
    Rule one = rule(1500);
    Rule two = rule(1500);
    RuleBlocks both = RuleBlocks.NONE.with(List.of(one, two));
    assertSame(both, both.filtered(_ -> true));
    RuleBlocks left = both.filtered(rule -> rule.route().rule().equals("rule1"));
    assertEquals(List.of(two), inOrder(left));
    assertSame(both.blocks().getLast(), left.blocks().getFirst());
  }

  /// An equal rule may be another one for the index, as one with other lists.
  @Test
  void anEqualRuleIsNotTheSame() {
    Rule rule = rule(3);
    RuleBlocks blocks = RuleBlocks.NONE.with(List.of(rule));
    RuleBlocks again = blocks.with(List.of(new Rule(rule.matchers(), rule.route())));
    assertNotSame(blocks.blocks().getFirst(), again.blocks().getFirst());
  }
}
