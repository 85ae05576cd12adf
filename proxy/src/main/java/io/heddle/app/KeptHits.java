package io.heddle.app;

import io.heddle.config.RuleConfig;
import io.heddle.server.metrics.RuleHits;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;

/// Hits of rules that a reload keeps: those of equal rules, wherever they stand now, and of the
/// default.
final class KeptHits {
  private KeptHits() {}

  /// @param hits of the rules `before`
  /// @param nextHits of the rules `after`
  static void share(
      List<RuleConfig> before, RuleHits hits, List<RuleConfig> after, RuleHits nextHits) {
    Map<RuleConfig, Queue<String>> names = new HashMap<>();
    for (int i = 0; i < before.size(); i++) {
      names.computeIfAbsent(before.get(i), _ -> new ArrayDeque<>(1)).add(RouterBuilder.nameOf(i));
    }
    for (int i = 0; i < after.size(); i++) {
      Queue<String> equal = names.get(after.get(i));
      if (equal != null && !equal.isEmpty()) {
        nextHits.share(RouterBuilder.nameOf(i), hits, equal.remove());
      }
    }
    nextHits.share(RouterBuilder.DEFAULT, hits, RouterBuilder.DEFAULT);
  }
}
