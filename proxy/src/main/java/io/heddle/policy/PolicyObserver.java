package io.heddle.policy;

import io.heddle.address.Endpoint;
import io.heddle.request.Refusal;
import java.net.InetAddress;

/// Observer of the decisions of one policy for the clients of some listeners. Called in the threads of
/// connections, many at once: it must not block.
public interface PolicyObserver {
  /// Observer that notes nothing.
  PolicyObserver NONE = new Unobserved();

  /// A request is allowed. For an association, called for each of its targets.
  void allowed(Endpoint target);

  /// A request is refused by the policy.
  void refused(Endpoint target, Refusal refusal);

  /// The refusal that follows is that of an address to which the name of the target leads.
  void leadsTo(Endpoint target, InetAddress address);

  /// The ClientHello in a tunnel to an allowed target names another allowed server.
  void otherServerNamed(Endpoint server);

  /// The ClientHello in a tunnel names no server, or cannot be read, and is passed on to learn more.
  void noServerNamed();

  /// Observer that notes nothing.
  record Unobserved() implements PolicyObserver {
    @Override
    public void allowed(Endpoint target) {}

    @Override
    public void refused(Endpoint target, Refusal refusal) {}

    @Override
    public void leadsTo(Endpoint target, InetAddress address) {}

    @Override
    public void otherServerNamed(Endpoint server) {}

    @Override
    public void noServerNamed() {}
  }
}
