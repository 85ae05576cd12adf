package io.heddle.policy;

import io.heddle.address.Endpoint;
import io.heddle.request.Refusal;
import java.net.InetAddress;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Count of the requests that a policy has refused, with the first few targets. For any thread.
public final class RefusedTargets implements PolicyObserver {
  /// Number of targets that are kept.
  public static final int KEPT = 5;

  private final Set<Endpoint> first = new LinkedHashSet<>();
  private long count;

  @Override
  public void allowed(Endpoint target) {}

  @Override
  public synchronized void refused(Endpoint target, Refusal refusal) {
    count++;
    if (first.size() < KEPT) {
      first.add(target);
    }
  }

  @Override
  public void leadsTo(Endpoint target, InetAddress address) {}

  @Override
  public void otherServerNamed(Endpoint server) {}

  @Override
  public void noServerNamed() {}

  /// Number of refused requests.
  public synchronized long count() {
    return count;
  }

  /// The first different targets, at most [#KEPT], in their order.
  public synchronized List<Endpoint> first() {
    return List.copyOf(first);
  }
}
