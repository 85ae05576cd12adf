package io.heddle.app;

import io.heddle.config.Config;
import io.heddle.config.InboundConfig;
import io.heddle.config.ListConfig;
import io.heddle.config.OutboundConfig;
import io.heddle.policy.PolicyDefinition;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// Changes between two configurations in one line, such as
/// `1 listener added, 2 rules changed, timeouts changed`.
final class ConfigChanges {
  private final Config before;
  private final Config after;
  private final List<String> words = new ArrayList<>();

  private ConfigChanges(Config before, Config after) {
    this.before = before;
    this.after = after;
  }

  static String describe(Config before, Config after) {
    ConfigChanges changes = new ConfigChanges(before, after);
    changes.countKeyed("listener", Config::inbounds, InboundConfig::listen);
    changes.countKeyed("outbound", Config::outbounds, OutboundConfig::name);
    changes.countKeyed("list", Config::lists, ListConfig::name);
    changes.countKeyed("policy", Config::policies, PolicyDefinition::name);
    changes.countOrdered("rule", before.rules(), after.rules());
    changes.compare("default", Config::defaultOutbound);
    changes.compare("dns", Config::dns);
    changes.compare("timeouts", Config::timeouts);
    changes.compare("limits", Config::limits);
    changes.compare("admin", Config::admin);
    if (!before.log().equals(after.log())) {
      changes.words.add("log changes with the next start");
    }
    return changes.words.isEmpty() ? "no changes" : String.join(", ", changes.words);
  }

  /// Counts the items of a list in which each has a key. Those with the same key are compared.
  private <T> void countKeyed(
      String noun, Function<Config, List<T>> items, Function<T, Object> key) {
    Map<Object, T> old = new LinkedHashMap<>();
    items.apply(before).forEach(item -> old.put(key.apply(item), item));
    int added = 0;
    int changed = 0;
    for (T item : items.apply(after)) {
      T previous = old.remove(key.apply(item));
      if (previous == null) {
        added++;
      } else if (!previous.equals(item)) {
        changed++;
      }
    }
    count(noun, added, old.size(), changed);
  }

  /// Counts the items of a list whose order matters: those between its common beginning and its
  /// common end.
  private void countOrdered(String noun, List<?> old, List<?> current) {
    int shorter = Math.min(old.size(), current.size());
    int head = 0;
    while (head < shorter && old.get(head).equals(current.get(head))) {
      head++;
    }
    int tail = 0;
    while (tail < shorter - head
        && old.get(old.size() - 1 - tail).equals(current.get(current.size() - 1 - tail))) {
      tail++;
    }
    int were = old.size() - head - tail;
    int are = current.size() - head - tail;
    count(noun, Math.max(0, are - were), Math.max(0, were - are), Math.min(were, are));
  }

  private void count(String noun, int added, int removed, int changed) {
    count(noun, added, "added");
    count(noun, removed, "removed");
    count(noun, changed, "changed");
  }

  private void count(String noun, int number, String verb) {
    if (number > 0) {
      words.add(number + " " + (number == 1 ? noun : plural(noun)) + " " + verb);
    }
  }

  private static String plural(String noun) {
    return noun.endsWith("y") ? noun.substring(0, noun.length() - 1) + "ies" : noun + "s";
  }

  private void compare(String key, Function<Config, Object> part) {
    if (!part.apply(before).equals(part.apply(after))) {
      words.add(key + " changed");
    }
  }
}
