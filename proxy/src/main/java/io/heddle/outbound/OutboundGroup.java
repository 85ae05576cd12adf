package io.heddle.outbound;

import io.heddle.request.ProxyRequest.Client;
import io.heddle.request.ProxyRequest.StreamRequest;
import io.heddle.request.Refusal.Reason;
import io.heddle.request.RefusedException;
import io.heddle.time.Deadline;
import io.heddle.upstream.UpstreamConnection;
import io.heddle.upstream.UpstreamConnection.ReuseScope;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/// Several outbounds that can replace one another. When a member fails, the next one is tried, and
/// the failed one is tried last for a time (its circuit is open). When a member refuses the target,
/// the others would refuse it too, so this refusal is the group's.
///
/// The first request after that time is the probe. Probes by a thread of their own were rejected:
/// upstreams would get them even when there are no requests, and a target for them would have to be
/// invented.
public final class OutboundGroup implements Outbound {
  /// Choice of the member that is tried first.
  public enum Order {
    /// The first of the list.
    FIRST_AVAILABLE,
    /// Each member in turn.
    BALANCE
  }

  private final String name;
  private final Order order;
  private final List<GroupMember> members;
  private final AtomicInteger nextFirst = new AtomicInteger();

  /// @param outbounds at least one
  public OutboundGroup(String name, Order order, List<Outbound> outbounds) {
    this.name = name;
    this.order = order;
    members = outbounds.stream().map(GroupMember::new).toList();
  }

  /// State of one member, as its last request has shown it.
  ///
  /// @param lastError how the member failed in that request; none if it did not
  public record MemberHealth(String member, MemberState state, Optional<String> lastError) {
    /// The state in a few words.
    public String summary() {
      return lastError.orElse(state.toString());
    }
  }

  /// Knowledge about a member.
  public enum MemberState {
    UNTRIED("not tried yet"),
    WORKING("works"),
    FAILED("failed");

    private final String words;

    MemberState(String words) {
      this.words = words;
    }

    @Override
    public String toString() {
      return words;
    }
  }

  /// The state of all members, in the order of the list.
  @Override
  public List<MemberHealth> health() {
    return members.stream().map(GroupMember::health).toList();
  }

  @Override
  public String name() {
    return name;
  }

  /// The smallest scope of a member, since any of them may be chosen.
  @Override
  public ReuseScope reuseScope() {
    return members.stream()
        .map(member -> member.outbound().reuseScope())
        .reduce(ReuseScope.ANY_CLIENT, ReuseScope::narrowedTo);
  }

  @Override
  public UpstreamConnection connect(StreamRequest request, Deadline deadline)
      throws RefusedException, IOException {
    List<GroupMember> candidates = candidates();
    List<String> failures = new ArrayList<>();
    for (int i = 0; i < candidates.size(); i++) {
      try {
        Deadline share = deadline.share(candidates.size() - i);
        return candidates.get(i).connect(request, share).withinGroup(name);
      } catch (UpstreamFailedException e) {
        failures.add(e.refusal().details());
      }
    }
    throw allFailed(failures);
  }

  @Override
  public DatagramSupport datagrams() {
    return DatagramSupport.RELAYED;
  }

  /// Associates through the first member that carries datagrams, which then carries all those of
  /// the association. A member that refuses does so for itself alone, so the next one is tried.
  @Override
  public AssociationResult associate(Client client, Deadline deadline)
      throws RefusedException, IOException {
    List<GroupMember> candidates = candidates();
    List<String> failures = new ArrayList<>();
    for (int i = 0; i < candidates.size(); i++) {
      try {
        Deadline share = deadline.share(candidates.size() - i);
        return candidates.get(i).associate(client, share).withinGroup(name);
      } catch (RefusedException e) {
        failures.add(e.refusal().details());
      }
    }
    throw allFailed(failures);
  }

  @Override
  public void networkChanged() {
    members.forEach(GroupMember::closeCircuit);
  }

  @Override
  public void noteFailure(String path, UpstreamFailedException failure) {
    String below = below(path);
    for (GroupMember member : members) {
      if (member.isOn(below)) {
        member.noteFailure(below, failure);
      }
    }
  }

  @Override
  public boolean mayReuse(StreamRequest request, String path) {
    String below = below(path);
    for (GroupMember member : members) {
      if (member.isOn(below)) {
        return member.outbound().mayReuse(request, below);
      }
    }
    return true;
  }

  /// The path without this group.
  private String below(String path) {
    return path.substring(Math.min(path.length(), name.length() + 1));
  }

  private static UpstreamFailedException allFailed(List<String> failures) {
    return new UpstreamFailedException(Reason.UPSTREAM_UNREACHABLE, String.join("; ", failures));
  }

  /// All members, those with an open circuit last: a request is not refused without a try.
  private List<GroupMember> candidates() {
    int first =
        switch (order) {
          case FIRST_AVAILABLE -> 0;
          case BALANCE -> Math.floorMod(nextFirst.getAndIncrement(), members.size());
        };
    List<GroupMember> ordered = new ArrayList<>(members.size());
    List<GroupMember> open = new ArrayList<>();
    for (int i = 0; i < members.size(); i++) {
      GroupMember member = members.get((first + i) % members.size());
      (member.isCircuitOpen() ? open : ordered).add(member);
    }
    ordered.addAll(open);
    return ordered;
  }
}
