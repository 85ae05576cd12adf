package io.heddle.route;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Rules in blocks, each with an index of its own. The first block with a matching rule decides. Never
/// changed: a new rule makes new blocks, which share the indexes of those that stay.
///
/// A rule that is added makes a block. Small neighbours of about the same size become one, so thousands of
/// small rules have a dozen blocks, while a rule with thousands of names is indexed once. One index for all was rejected: each addition would index all rules again.
public final class RuleBlocks {
  /// No rules.
  public static final RuleBlocks NONE = new RuleBlocks(List.of());

  /// Keys of a block that is still joined with another.
  private static final int SMALL = 2000;

  private final List<RuleBlock> blocks;

  private RuleBlocks(List<RuleBlock> blocks) {
    this.blocks = List.copyOf(blocks);
  }

  /// Rules that follow one another, with their index.
  ///
  /// @param keys number of keys and of rules in the index
  record RuleBlock(List<Rule> rules, RuleIndex index, int keys) {
    static RuleBlock of(List<Rule> rules) {
      List<Rule> copy = List.copyOf(rules);
      int keys =
          copy.stream()
              .flatMap(rule -> rule.matchers().stream())
              .mapToInt(matcher -> matcher.keys().size())
              .sum();
      // A rule without conditions counts, too.
      keys += copy.size();
      return new RuleBlock(copy, new RuleIndex(copy), keys);
    }

    /// Whether it is joined with the block before it. Equal parts would let rules of falling sizes make a
    /// block each.
    private boolean joins(RuleBlock newer) {
      return keys <= 2 * newer.keys && keys + newer.keys <= SMALL;
    }

    private RuleBlock joinedWith(RuleBlock newer) {
      return of(Stream.concat(newer.rules.stream(), rules.stream()).toList());
    }

    /// Whether its rules, the same objects, are those before a position of a list.
    @SuppressWarnings("ReferenceEquality") // The index finds these objects, whatever equals them.
    private boolean endsAt(List<Rule> all, int end) {
      int start = end - rules.size();
      return start >= 0
          && IntStream.range(0, rules.size()).allMatch(i -> all.get(start + i) == rules.get(i));
    }
  }

  /// One block of rules.
  static RuleBlocks of(List<Rule> rules) {
    return rules.isEmpty() ? NONE : new RuleBlocks(List.of(RuleBlock.of(rules)));
  }

  /// Blocks of these rules. A block of this object whose rules still follow one another keeps its index.
  public RuleBlocks with(List<Rule> rules) {
    List<RuleBlock> oldestFirst = new ArrayList<>();
    int end = rules.size();
    while (end > 0) {
      RuleBlock next = blockBefore(rules, end);
      end -= next.rules().size();
      while (!oldestFirst.isEmpty() && oldestFirst.getLast().joins(next)) {
        next = oldestFirst.removeLast().joinedWith(next);
      }
      oldestFirst.add(next);
    }
    return new RuleBlocks(oldestFirst.reversed());
  }

  /// The known block that ends at a position of a list, or a new one with the rule before it.
  private RuleBlock blockBefore(List<Rule> rules, int end) {
    for (RuleBlock known : blocks) {
      if (known.endsAt(rules, end)) {
        return known;
      }
    }
    return RuleBlock.of(rules.subList(end - 1, end));
  }

  /// The same without the rules that are not wanted.
  public RuleBlocks filtered(Predicate<Rule> wanted) {
    List<Rule> left =
        blocks.stream().flatMap(block -> block.rules().stream()).filter(wanted).toList();
    return left.size() == size() ? this : with(left);
  }

  private int size() {
    return blocks.stream().mapToInt(block -> block.rules().size()).sum();
  }

  /// Whether there is no rule.
  public boolean isEmpty() {
    return blocks.isEmpty();
  }

  /// These rules before those of others.
  RuleBlocks before(RuleBlocks others) {
    return new RuleBlocks(Stream.concat(blocks.stream(), others.blocks.stream()).toList());
  }

  List<RuleBlock> blocks() {
    return blocks;
  }
}
