package io.heddle.app.rules;

import io.heddle.app.RouterBuilder;
import io.heddle.app.RunningServer;
import io.heddle.app.TemporaryRules;
import io.heddle.app.TemporaryRules.TemporaryRule;
import io.heddle.config.Config;
import io.heddle.config.file.RuleText;
import io.heddle.server.metrics.RuleHits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// Rule in force, with what is known of it.
///
/// @param name in the log: `temporary#1`, `rules[0]` or `default`
/// @param temporary number of a temporary rule
/// @param place in the configuration file, `FILE:LINE`
/// @param words of the rule as in a configuration file, shortened
/// @param left time until its end
/// @param missing the outbound or the lists without which it has no effect: `outbound corp`
record RuleStatus(
    String name,
    OptionalInt temporary,
    Optional<String> place,
    String words,
    String outbound,
    long hits,
    Optional<Duration> left,
    Optional<String> missing) {
  private static final int MAX_WORDS = 400;

  /// The most rules of the file that are shown.
  private static final int MAX_RULES = 5000;

  /// All rules, in the order in which they are tried.
  static List<RuleStatus> all(RunningServer running) {
    RuleHits hits = running.server().configuration().routing().hits();
    TemporaryRules temporary = running.temporaryRules();
    List<RuleStatus> all = new ArrayList<>();
    temporary.all().forEach(rule -> all.add(of(rule, temporary, hits)));
    Config config = running.config();
    for (int i = 0; i < Math.min(MAX_RULES, config.rules().size()); i++) {
      String name = RouterBuilder.nameOf(i);
      all.add(
          new RuleStatus(
              name,
              OptionalInt.empty(),
              config.origin().placeOfRule(i),
              shortened(RuleText.print(config.rules().get(i))),
              config.rules().get(i).to(),
              hits.of(name),
              Optional.empty(),
              Optional.empty()));
    }
    all.add(ofDefault(config.defaultOutbound(), hits));
    return all;
  }

  private static RuleStatus of(TemporaryRule rule, TemporaryRules temporary, RuleHits hits) {
    return new RuleStatus(
        rule.name(),
        OptionalInt.of(rule.number()),
        Optional.empty(),
        shortened(RuleText.print(rule.config())),
        rule.config().to(),
        hits.of(rule.name()),
        temporary.timeLeft(rule),
        temporary.missing(rule));
  }

  private static RuleStatus ofDefault(String outbound, RuleHits hits) {
    return new RuleStatus(
        RouterBuilder.DEFAULT,
        OptionalInt.empty(),
        Optional.empty(),
        "{to: " + outbound + "}",
        outbound,
        hits.of(RouterBuilder.DEFAULT),
        Optional.empty(),
        Optional.empty());
  }

  private static String shortened(String words) {
    return words.length() > MAX_WORDS ? words.substring(0, MAX_WORDS) + "…" : words;
  }

  /// The time left in its two largest units, rounded up to seconds; empty without an end.
  String timeLeft() {
    long seconds = left.map(time -> Math.max(0, time.plusMillis(999).toSeconds())).orElse(-1L);
    if (seconds < 0) {
      return "";
    }
    Duration time = Duration.ofSeconds(seconds);
    if (time.toMinutes() == 0) {
      return seconds + "s";
    }
    if (time.toHours() == 0) {
      return time.toMinutes() + "m " + time.toSecondsPart() + "s";
    }
    return time.toDays() == 0
        ? time.toHours() + "h " + time.toMinutesPart() + "m"
        : time.toDays() + "d " + time.toHoursPart() + "h";
  }
}
