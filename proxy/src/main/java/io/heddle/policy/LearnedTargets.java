package io.heddle.policy;

import io.heddle.address.Endpoint;
import io.heddle.address.Host;
import io.heddle.request.Refusal;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.Map;

/// Recorder of the targets that clients ask for, from which a [LearnedPolicy] is written. For any
/// thread.
public final class LearnedTargets implements PolicyObserver {
  /// Targets that are kept, so that a program cannot fill the memory. Others are only counted.
  private static final int MAX_TARGETS = 10_000;

  private final PolicyDefinition base;
  private final Map<Endpoint, Long> allowed = new HashMap<>();
  private final Map<Endpoint, Long> refused = new HashMap<>();
  private final Map<Endpoint, Host.Ip> addresses = new HashMap<>();
  private long requests;
  private long left;
  private long unnamed;

  /// @param base the policy under which this records
  public LearnedTargets(PolicyDefinition base) {
    this.base = base;
  }

  @Override
  public synchronized void allowed(Endpoint target) {
    requests++;
    count(allowed, target);
  }

  @Override
  public synchronized void refused(Endpoint target, Refusal refusal) {
    // A name is admitted first, and refused when its address is known.
    if (allowed.containsKey(target)) {
      allowed.merge(target, -1L, (count, one) -> count + one > 0 ? count + one : null);
    } else {
      requests++;
    }
    count(refused, target);
  }

  @Override
  public synchronized void leadsTo(Endpoint target, InetAddress address) {
    if (target.host() instanceof Host.Name && addresses.size() < MAX_TARGETS) {
      addresses.put(target, new Host.Ip(address));
    }
  }

  @Override
  public synchronized void otherServerNamed(Endpoint server) {
    count(allowed, server);
  }

  @Override
  public synchronized void noServerNamed() {
    unnamed++;
  }

  private void count(Map<Endpoint, Long> targets, Endpoint target) {
    if (targets.containsKey(target) || (targets.size() < MAX_TARGETS && isEntry(target))) {
      targets.merge(target, 1L, Long::sum);
    } else {
      left++;
    }
  }

  /// The policy, as a file of the configuration.
  ///
  /// @param name of the policy
  public synchronized String policy(String name) {
    return new LearnedPolicy(base, allowed, refused, addresses, requests, left, unnamed).text(name);
  }

  /// Whether an entry can have the target: names may have characters that no entry has.
  private static boolean isEntry(Endpoint target) {
    try {
      return !PolicyEntry.parse(target.toString()).toString().isEmpty();
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
