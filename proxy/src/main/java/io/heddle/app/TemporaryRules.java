package io.heddle.app;

import io.heddle.concurrent.Supervisor;
import io.heddle.config.RuleConfig;
import io.heddle.hostlist.HostList;
import io.heddle.server.ProxyServer;
import io.heddle.server.metrics.RuleHits;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.tinylog.Logger;

/// Temporary rules of a running proxy, which precede those of its configuration. The newest is the
/// first, so that a rule has effect whatever was added before it.
///
/// They survive a reload. A rule whose outbound a reload has removed is suspended until another
/// reload brings the outbound back: an editor may write a file in two steps. A restart forgets all.
///
/// The end of a rule is a time of the wall clock, so it passes while the machine sleeps, too.
///
/// For any thread.
public final class TemporaryRules {
  /// The most rules at one time.
  public static final int LIMIT = 1000;

  /// The longest time until the end of a rule.
  public static final Duration LONGEST = Duration.ofDays(365);

  /// The time between two looks at the clock, while a rule has an end.
  private static final Duration PERIOD = Duration.ofMillis(500);

  private final ProxyServer server;
  private final InstantSource clock;
  private final Supplier<Map<String, HostList>> lists;
  private final List<TemporaryRule> rules = new ArrayList<>();
  private final BuiltRules built = new BuiltRules();
  private final Set<Integer> suspended = new HashSet<>();
  private int lastNumber;
  private boolean watching;

  /// @param clock tells when a rule ends
  /// @param lists those of the configuration in force, by name
  public TemporaryRules(
      ProxyServer server, InstantSource clock, Supplier<Map<String, HostList>> lists) {
    this.server = server;
    this.clock = clock;
    this.lists = lists;
  }

  /// Rule that is in force until it is removed, or until its end.
  public record TemporaryRule(int number, RuleConfig config, Optional<Instant> end) {
    /// Name in the log.
    public String name() {
      return "temporary#" + number;
    }
  }

  /// Adds a rule before all others, for new requests.
  ///
  /// @param lifetime until its end; empty for a rule without one
  /// @throws AppException if there are too many rules, or if the time is not from a moment to
  ///     [#LONGEST]
  public synchronized TemporaryRule add(RuleConfig config, Optional<Duration> lifetime)
      throws AppException {
    if (lifetime.filter(time -> !time.isPositive() || time.compareTo(LONGEST) > 0).isPresent()) {
      throw AppException.badInput("--for: must be more than 0 and at most 365d");
    }
    if (rules.size() >= LIMIT) {
      throw AppException.badInput(
          "there are " + LIMIT + " temporary rules, which is the limit; remove some");
    }
    TemporaryRule rule =
        new TemporaryRule(++lastNumber, config, lifetime.map(clock.instant()::plus));
    rules.addFirst(rule);
    apply();
    if (lifetime.isPresent() && !watching) {
      watching = true;
      // A platform thread: the JDK would keep three threads awake for a virtual one that sleeps.
      Thread.ofPlatform()
          .name("rule-ends")
          .daemon()
          .start(() -> Supervisor.runInterruptibly("the end of rules", this::watch));
    }
    Logger.info("{} added, to {}{}", rule.name(), config.to(), until(rule));
    return rule;
  }

  private static String until(TemporaryRule rule) {
    return rule.end().map(end -> ", until " + end.truncatedTo(ChronoUnit.SECONDS)).orElse("");
  }

  /// Removes a rule. False if there is none of this number.
  public synchronized boolean remove(int number) {
    Optional<TemporaryRule> found =
        rules.stream().filter(rule -> rule.number() == number).findFirst();
    found.ifPresent(rule -> remove(List.of(rule), "removed"));
    return found.isPresent();
  }

  /// The rules, in the order in which they are tried.
  public synchronized List<TemporaryRule> all() {
    return List.copyOf(rules);
  }

  /// The time until the end of a rule; empty if it has none.
  public Optional<Duration> timeLeft(TemporaryRule rule) {
    return rule.end().map(end -> Duration.between(clock.instant(), end));
  }

  /// The outbound or the lists without which a rule has no effect: `outbound corp`.
  public Optional<String> missing(TemporaryRule rule) {
    if (!server.configuration().outbounds().containsKey(rule.config().to())) {
      return Optional.of("outbound " + rule.config().to());
    }
    Set<String> known = lists.get().keySet();
    String gone =
        rule.config().lists().stream()
            .filter(name -> !known.contains(name))
            .collect(Collectors.joining(" or "));
    return gone.isEmpty() ? Optional.empty() : Optional.of("list " + gone);
  }

  /// Removes the rules whose end has come.
  public synchronized void removeEnded() {
    Instant now = clock.instant();
    List<TemporaryRule> ended =
        rules.stream()
            .filter(rule -> rule.end().filter(end -> !end.isAfter(now)).isPresent())
            .toList();
    if (!ended.isEmpty()) {
      remove(ended, "has ended");
    }
  }

  private void remove(List<TemporaryRule> gone, String how) {
    gone.forEach(ended -> rules.removeIf(rule -> rule.number() == ended.number()));
    apply();
    RuleHits hits = server.configuration().routing().hits();
    for (TemporaryRule rule : gone) {
      suspended.remove(rule.number());
      Logger.info("{} {}; hits: {}", rule.name(), how, hits.of(rule.name()));
      hits.remove(rule.name());
    }
  }

  private void apply() {
    server.setTemporaryRules(built.of(rules, lists.get()));
  }

  /// Keeps the hits for the configuration that a reload is about to apply.
  synchronized void keepHits(RuleHits previous, RuleHits next) {
    rules.forEach(rule -> next.share(rule.name(), previous, rule.name()));
  }

  /// Looks the lists of the rules up again, after a reload, and logs which rules it has suspended or
  /// brought back.
  synchronized void renew() {
    if (rules.stream().anyMatch(rule -> !rule.config().lists().isEmpty())) {
      apply();
    }
    for (TemporaryRule rule : rules) {
      Optional<String> missing = missing(rule);
      if (missing.isPresent()) {
        if (suspended.add(rule.number())) {
          Logger.warn("{} is suspended: there is no {} any more", rule.name(), missing.get());
        }
      } else if (suspended.remove(rule.number())) {
        Logger.info("{} is in force again: what it needs is back", rule.name());
      }
    }
  }

  private void watch() throws InterruptedException {
    while (hasEnds()) {
      Thread.sleep(PERIOD);
      removeEnded();
    }
  }

  private synchronized boolean hasEnds() {
    watching = rules.stream().anyMatch(rule -> rule.end().isPresent());
    return watching;
  }
}
