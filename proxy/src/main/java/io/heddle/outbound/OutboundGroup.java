package io.heddle.outbound;

import io.heddle.net.Connection;
import io.heddle.request.Client;
import io.heddle.request.ProxyRequest.Forward;
import io.heddle.request.ProxyRequest.Tunnel;
import io.heddle.request.Refusal.Reason;
import io.heddle.request.RefusedException;
import io.heddle.request.ReuseScope;
import io.heddle.time.Deadline;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/// Several ways out that do the same. One that fails gives the request to the next, and is put
/// aside for a while; one that refuses the target has answered, and its answer stands.
///
/// The next request after that while is the probe. Probes by a thread of their own were rejected:
/// they tell upstreams when nobody uses them, and a target to ask them for would have to be
/// invented.
public final class OutboundGroup implements Outbound {
  /// Who is asked first.
  public enum Order {
    /// The first of the list.
    FIRST_AVAILABLE,
    /// Each in turn.
    BALANCE
  }

  private final String name;
  private final Order order;
  private final List<GroupMember> members;
  private final AtomicInteger turn = new AtomicInteger();

  /// @param outbounds at least one
  public OutboundGroup(String name, Order order, List<Outbound> outbounds) {
    this.name = name;
    this.order = order;
    members = outbounds.stream().map(GroupMember::new).toList();
  }

  /// How a member is, as far as requests have shown.
  ///
  /// @param complaint how the last request to it failed; none if it did not
  public record Health(String member, Optional<String> complaint) {}

  /// How all members are, in their order.
  public List<Health> health() {
    return members.stream().map(GroupMember::health).toList();
  }

  @Override
  public String name() {
    return name;
  }

  /// That of whichever member may be taken.
  @Override
  public ReuseScope audience() {
    return members.stream()
            .anyMatch(member -> member.outbound().audience() == ReuseScope.ONE_CLIENT)
        ? ReuseScope.ONE_CLIENT
        : ReuseScope.ANY_CLIENT;
  }

  @Override
  public Connection connect(Tunnel request, Deadline deadline)
      throws RefusedException, IOException {
    return open(request, deadline).connection();
  }

  @Override
  public Stream open(Tunnel request, Deadline deadline) throws RefusedException, IOException {
    return through((member, share) -> within(member.open(request, share)), Refusing.ENDS, deadline);
  }

  @Override
  public HttpHop open(Forward request, Deadline deadline) throws RefusedException, IOException {
    return through(
        (member, share) -> {
          HttpHop hop = member.open(request, share);
          return new HttpHop(within(hop.stream()), hop.form(), hop.audience());
        },
        Refusing.ENDS,
        deadline);
  }

  /// By the first member that carries datagrams, which then does as long as the association lasts.
  @Override
  public UdpAssociations associate(Client client, Deadline deadline)
      throws RefusedException, IOException {
    return through(
        (member, share) -> {
          UdpAssociations relays = member.associate(client, share);
          return new UdpAssociations(relays.hops(), relays.by(), name + "/" + relays.via());
        },
        Refusing.PASSES_ON,
        deadline);
  }

  private Stream within(Stream stream) {
    return new Stream(stream.connection(), name + "/" + stream.via());
  }

  /// What is asked of one member after the other.
  private interface Opening<T> {
    T by(Outbound member, Deadline deadline) throws RefusedException, IOException;
  }

  /// What it means that a member which works says no.
  private enum Refusing {
    /// It speaks for the target: the others would say the same.
    ENDS,
    /// It speaks for itself alone.
    PASSES_ON
  }

  private <T> T through(Opening<T> opening, Refusing refusing, Deadline deadline)
      throws RefusedException, IOException {
    List<GroupMember> candidates = candidates();
    List<String> failures = new ArrayList<>();
    for (int i = 0; i < candidates.size(); i++) {
      GroupMember member = candidates.get(i);
      try {
        T opened = opening.by(member.outbound(), share(deadline, candidates.size() - i));
        member.succeeded();
        return opened;
      } catch (UpstreamFailedException e) {
        member.failed(e.refusal().details());
        failures.add(e.refusal().details());
      } catch (RefusedException e) {
        member.succeeded();
        if (refusing == Refusing.ENDS) {
          throw e;
        }
        failures.add(e.refusal().details());
      }
    }
    throw new UpstreamFailedException(Reason.UPSTREAM_UNREACHABLE, String.join("; ", failures));
  }

  /// All members, those put aside last: to try them is better than to give up.
  private List<GroupMember> candidates() {
    int first =
        switch (order) {
          case FIRST_AVAILABLE -> 0;
          case BALANCE -> Math.floorMod(turn.getAndIncrement(), members.size());
        };
    List<GroupMember> ordered = new ArrayList<>(members.size());
    List<GroupMember> aside = new ArrayList<>();
    for (int i = 0; i < members.size(); i++) {
      GroupMember member = members.get((first + i) % members.size());
      (member.isAside() ? aside : ordered).add(member);
    }
    ordered.addAll(aside);
    return ordered;
  }

  /// A fair part of the time left, so that one that does not answer leaves some to the others.
  private static Deadline share(Deadline deadline, int waiting) {
    return waiting == 1
        ? deadline
        : Deadline.after(Duration.ofNanos(Math.max(0, deadline.remaining() / waiting)))
            .orEarlier(deadline);
  }
}
