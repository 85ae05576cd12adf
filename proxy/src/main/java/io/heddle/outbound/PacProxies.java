package io.heddle.outbound;

import io.heddle.outbound.OutboundGroup.MemberHealth;
import io.heddle.outbound.OutboundGroup.MemberState;
import io.heddle.pac.PacAnswer;
import io.heddle.pac.PacEntry;
import io.heddle.pac.PacException;
import io.heddle.pac.source.PacThreads;
import io.heddle.request.Refusal.Reason;
import io.heddle.request.RefusedException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.tinylog.Logger;

/// Proxies that the answers of a script have named, each as an outbound, with the knowledge which of
/// them are dead. For any thread.
final class PacProxies {
  /// The most proxies that are kept. A script may invent one for each target.
  private static final int CAPACITY = 64;

  /// Time for which a proxy that has failed is tried last.
  private static final Duration DEAD_TIME = Duration.ofMinutes(5);

  private static final Duration BUILD_LIMIT = Duration.ofSeconds(5);

  /// Maker of the outbound for an entry.
  @FunctionalInterface
  public interface ProxyFactory {
    /// Makes the outbound; may read the certificates of the system.
    ///
    /// @param name of the outbound
    /// @param entry not [PacEntry#DIRECT]
    Outbound create(String name, PacEntry entry) throws IOException;
  }

  private final String outbound;
  private final ProxyFactory factory;
  private final DirectOutbound direct;
  private final LongSupplier clock;
  private final Map<PacEntry, PacCandidate> known = new LinkedHashMap<>(16, 0.75f, true);

  PacProxies(String outbound, ProxyFactory factory, DirectOutbound direct, LongSupplier clock) {
    this.outbound = outbound;
    this.factory = factory;
    this.direct = direct;
    this.clock = clock;
  }

  /// Way of an answer, as an outbound.
  final class PacCandidate {
    private final PacEntry entry;
    private final Outbound way;
    private volatile Optional<Long> deadUntil = Optional.empty();
    private volatile MemberHealth health;

    private PacCandidate(PacEntry entry, Outbound way) {
      this.entry = entry;
      this.way = way;
      health = new MemberHealth(entry.toString(), MemberState.UNTRIED, Optional.empty());
    }

    Outbound way() {
      return way;
    }

    /// The path of its connections, as the log has it.
    String path() {
      return isDirect() ? outbound + "/" + way.name() : way.name();
    }

    boolean isDirect() {
      return entry.equals(PacEntry.DIRECT);
    }

    boolean isDead() {
      return deadUntil.filter(end -> end - clock.getAsLong() > 0).isPresent();
    }

    void recordSuccess() {
      if (health.state() != MemberState.WORKING) {
        deadUntil = Optional.empty();
        health = new MemberHealth(entry.toString(), MemberState.WORKING, Optional.empty());
      }
    }

    /// Records a failure. A proxy that wants other credentials is not dead.
    void recordFailure(UpstreamFailedException failure) {
      if (!isDirect()) {
        String details = failure.refusal().details();
        if (!(failure instanceof UpstreamAuthFailedException)) {
          recordDeath(details);
        }
        health = new MemberHealth(entry.toString(), MemberState.FAILED, Optional.of(details));
      }
    }

    private void recordDeath(String details) {
      if (!isDead()) {
        String time = DEAD_TIME.toMinutes() + " minutes: " + details;
        Logger.warn("outbound {}: {} is tried last for {}", outbound, entry, time);
      }
      deadUntil = Optional.of(clock.getAsLong() + DEAD_TIME.toNanos());
    }

    @Override
    public String toString() {
      return entry.toString();
    }
  }

  /// The ways of an answer, dead ones last.
  ///
  /// @throws RefusedException if the outbound of one cannot be made
  /// @throws IOException if the thread was interrupted
  List<PacCandidate> candidates(PacAnswer answer) throws RefusedException, IOException {
    List<PacCandidate> alive = new ArrayList<>();
    List<PacCandidate> dead = new ArrayList<>();
    for (PacEntry entry : answer.entries()) {
      PacCandidate candidate = candidate(entry);
      (candidate.isDead() ? dead : alive).add(candidate);
    }
    alive.addAll(dead);
    return alive;
  }

  private PacCandidate candidate(PacEntry entry) throws RefusedException, IOException {
    Optional<PacCandidate> found = find(entry);
    return found.isPresent() ? found.get() : keep(new PacCandidate(entry, build(entry)));
  }

  private synchronized Optional<PacCandidate> find(PacEntry entry) {
    return Optional.ofNullable(known.get(entry));
  }

  /// Keeps a candidate, unless another thread has made one meanwhile.
  private synchronized PacCandidate keep(PacCandidate made) {
    PacCandidate other = known.putIfAbsent(made.entry, made);
    if (known.size() > CAPACITY) {
      PacEntry oldest = known.keySet().iterator().next();
      known.remove(oldest).way.closeWhenIdle();
    }
    return other == null ? made : other;
  }

  private Outbound build(PacEntry entry) throws RefusedException, IOException {
    if (entry.equals(PacEntry.DIRECT)) {
      return direct;
    }
    String name = outbound + "/" + entry.url();
    try {
      return PacThreads.call(BUILD_LIMIT, () -> create(name, entry));
    } catch (PacException e) {
      throw new UpstreamFailedException(
          Reason.UPSTREAM_REFUSED, "outbound " + name + ": " + e.getMessage());
    }
  }

  private Outbound create(String name, PacEntry entry) throws PacException {
    try {
      return factory.create(name, entry);
    } catch (IOException e) {
      throw new PacException(e.getMessage());
    }
  }

  /// Records that a proxy has failed on a connection that it had opened.
  void noteFailure(String path, UpstreamFailedException failure) {
    for (PacCandidate candidate : all()) {
      if (candidate.path().equals(path)) {
        candidate.recordFailure(failure);
      }
    }
  }

  /// Forgets which proxies are dead, since the network has changed.
  void networkChanged() {
    for (PacCandidate candidate : all()) {
      candidate.deadUntil = Optional.empty();
      candidate.way.networkChanged();
    }
  }

  List<MemberHealth> health() {
    return all().stream().map(candidate -> candidate.health).toList();
  }

  void closeWhenIdle() {
    all().stream().filter(one -> !one.isDirect()).forEach(one -> one.way.closeWhenIdle());
  }

  private synchronized List<PacCandidate> all() {
    return List.copyOf(known.values());
  }
}
