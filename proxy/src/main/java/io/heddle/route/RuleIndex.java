package io.heddle.route;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.OptionalInt;

/// Finds the first of many rules that a request fulfils, by hash tables instead of trying each.
///
///     DOMAIN ─┬─ "=a.example" ── PORT ─┬─ block 65979 ── rule 7
///             │                        └─ others ─────── rule 9
///             ├─ "b.example" ─── rule 2
///             └─ others ──────── ADDRESS ─┬─ 10.0.0.0/8 ── USER …
///                                         └─ …
///
/// A request follows the branches of its keys in each dimension and, at each fork, the rules that
/// ask nothing there. How many branches that can be depends on how long its name is and how many
/// prefix lengths occur, never on the number of rules.
final class RuleIndex {
  private final RuleTree root;
  private final PrefixLengths lengths;

  RuleIndex(List<Rule> rules) {
    root = RuleTree.of(rules);
    lengths =
        PrefixLengths.of(
            rules.stream()
                .flatMap(rule -> rule.matchers().stream())
                .filter(matcher -> matcher instanceof Matcher.Cidrs)
                .flatMap(matcher -> ((Matcher.Cidrs) matcher).blocks().stream())
                .distinct()
                .toList());
  }

  /// The position of the first rule that holds. A name is resolved only if a rule that is first by
  /// all its other conditions asks for it.
  OptionalInt firstMatch(RoutingInput input, RoutingTarget target) throws IOException {
    Search search = new Search(new RuleKeys(input, target, lengths));
    search.visit(root);
    if (search.undecided < search.best) {
      search.keys.keys(Dimension.RESOLVED_ADDRESS);
      search.visit(root);
    }
    return search.best == RuleTree.NO_RULE ? OptionalInt.empty() : OptionalInt.of(search.best);
  }

  /// The state of one search.
  private static final class Search {
    private final RuleKeys keys;
    private int best = RuleTree.NO_RULE;
    private int undecided = RuleTree.NO_RULE;

    Search(RuleKeys question) {
      this.keys = question;
    }

    void visit(RuleTree tree) throws IOException {
      if (tree.first() >= best) {
        return;
      }
      switch (tree) {
        case RuleTree.Leaf(int first) -> best = first;
        case RuleTree.Fork fork -> {
          visit(fork.unconstrained());
          if (keys.needsLookup(fork.dimension())) {
            undecided = Math.min(undecided, fork.firstInBranches());
          } else {
            visitBranches(fork, keys.keys(fork.dimension()));
          }
        }
      }
    }

    private void visitBranches(RuleTree.Fork fork, Collection<?> keys) throws IOException {
      for (Object key : keys) {
        RuleTree branch = fork.branches().get(key);
        if (branch != null) {
          visit(branch);
        }
      }
    }
  }
}
