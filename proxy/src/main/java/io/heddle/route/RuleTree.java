package io.heddle.route;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// Decision tree of a [RuleIndex]. Rules are identified by their positions.
sealed interface RuleTree {
  /// Position after all rules: no rule matches.
  int NO_RULE = Integer.MAX_VALUE;

  /// Position of the first rule in this tree.
  int first();

  /// Rule without further conditions. The rules after it can never match, and are dropped.
  record Leaf(int first) implements RuleTree {}

  /// Rules by their keys in one dimension.
  ///
  /// @param firstInBranches position of the first rule in `branches`
  /// @param unconstrained rules without a condition in this dimension
  record Fork(
      MatchField dimension, Map<?, RuleTree> branches, int firstInBranches, RuleTree unconstrained)
      implements RuleTree {
    @Override
    public int first() {
      return Math.min(firstInBranches, unconstrained.first());
    }
  }

  /// Builds the tree of all rules.
  static RuleTree of(List<Rule> rules) {
    return new Builder(rules).tree(0, IntStream.range(0, rules.size()).boxed().toList());
  }

  /// Builder of the tree. Equal subsets of the rules share one subtree: a rule with a thousand names
  /// and a thousand networks has two thousand keys, not a million.
  final class Builder {
    private static final List<MatchField> DIMENSIONS = List.of(MatchField.values());
    private static final RuleTree EMPTY = new Leaf(NO_RULE);

    private final List<Rule> rules;

    /// Subtrees by depth and by the positions of their rules.
    private final List<Map<List<Integer>, RuleTree>> built = new ArrayList<>();

    private Builder(List<Rule> rules) {
      this.rules = rules;
      DIMENSIONS.forEach(_ -> built.add(new HashMap<>()));
    }

    private RuleTree tree(int depth, List<Integer> positions) {
      if (positions.isEmpty()) {
        return EMPTY;
      }
      if (isUnconditional(positions.getFirst(), depth)) {
        return new Leaf(positions.getFirst());
      }
      RuleTree tree = built.get(depth).get(positions);
      if (tree == null) {
        tree = split(depth, positions);
        built.get(depth).put(positions, tree);
      }
      return tree;
    }

    /// Whether a rule has no condition from this depth on. The rules after it can never match.
    private boolean isUnconditional(int position, int depth) {
      List<MatchField> left = DIMENSIONS.subList(depth, DIMENSIONS.size());
      return rules.get(position).matchers().stream()
          .noneMatch(matcher -> left.contains(matcher.dimension()));
    }

    private RuleTree split(int depth, List<Integer> positions) {
      Map<Object, List<Integer>> byKey = new HashMap<>();
      List<Integer> others = new ArrayList<>();
      for (int position : positions) {
        rules
            .get(position)
            .matcher(DIMENSIONS.get(depth))
            .ifPresentOrElse(
                matcher -> {
                  for (Object key : matcher.keys()) {
                    byKey.computeIfAbsent(key, _ -> new ArrayList<>(1)).add(position);
                  }
                },
                () -> others.add(position));
      }
      RuleTree rest = tree(depth + 1, others);
      if (byKey.isEmpty()) {
        return rest;
      }
      Map<Object, RuleTree> branches = new HashMap<>();
      byKey.forEach((key, those) -> branches.put(key, tree(depth + 1, those)));
      int first = branches.values().stream().mapToInt(RuleTree::first).min().orElse(NO_RULE);
      return new Fork(DIMENSIONS.get(depth), branches, first, rest);
    }
  }
}
