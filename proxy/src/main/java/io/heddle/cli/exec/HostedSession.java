package io.heddle.cli.exec;

import io.heddle.address.Endpoint;
import io.heddle.net.namespace.NetworkNamespace;
import io.heddle.policy.PolicyBinding;
import io.heddle.server.ActiveConfiguration;
import io.heddle.server.AdditionalListeners;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// Session of a child process that lives in the running proxy.
///
/// @param user the name of the child process
/// @param policy of what it may reach, which nobody observes; empty for everything
/// @param view derives its configuration from that of the proxy
/// @param observer of the policy of its listeners
/// @param namespace of its listener, if that is not the one of the proxy
public record HostedSession(
    String user,
    Optional<PolicyBinding> policy,
    UnaryOperator<ActiveConfiguration> view,
    AdditionalListeners listeners,
    SessionObserver observer,
    Optional<NetworkNamespace> namespace) {
  /// The address of its listener, by which it is known.
  public Endpoint listener() {
    return (Endpoint) listeners.addresses().getLast();
  }
}
