package io.heddle.cli.exec;

import io.heddle.config.Config;
import io.heddle.net.namespace.PassedDescriptor;
import io.heddle.net.systemd.DescriptorChannel;
import io.heddle.policy.PolicyBinding;
import io.heddle.policy.PolicyObserver;
import io.heddle.policy.PolicySelection;
import io.heddle.policy.PolicySet;
import io.heddle.server.ActiveConfiguration;
import io.heddle.server.ListenerSettings;
import java.io.IOException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// Request for a session at a proxy, with what holds for all requests of the child process.
///
/// @param outbound for all requests, instead of the rules
/// @param policy of what it may reach; empty for everything
/// @param listener the listening socket in the network namespace of the child process, if it has one;
///     the caller closes it
record SessionRequest(
    ExecSession session,
    Optional<String> outbound,
    Optional<PolicySelection> policy,
    Optional<PassedDescriptor> listener) {

  /// Whether the policy is one of the configuration.
  boolean namesPolicy() {
    return policy.flatMap(PolicySelection::name).isPresent();
  }

  /// Derives the configuration of the child process from that of the proxy.
  UnaryOperator<ActiveConfiguration> view() {
    return OutboundArgument.view(outbound);
  }

  /// The listeners of the session. Its policy stays as it is now: the child process may be able to
  /// write the file of the configuration.
  ///
  /// @param observer of the policy
  List<ListenerSettings> bindings(Config config, PolicyObserver observer) {
    List<ListenerSettings> bindings =
        listener.isPresent() ? session.bindingsInside(config) : session.bindings(config);
    Optional<PolicyBinding> fixed = policy(config, observer);
    return fixed.isPresent()
        ? bindings.stream().map(one -> one.withPolicy(fixed.get())).toList()
        : bindings;
  }

  /// The policy as it is now.
  Optional<PolicyBinding> policy(Config config, PolicyObserver observer) {
    return policy.map(one -> PolicyBinding.fixed(one, observer, new PolicySet(config.policies())));
  }

  /// The same request for a session that has been granted before, at the same addresses.
  SessionRequest again(ExecSession granted) {
    return new SessionRequest(granted, outbound, policy, listener);
  }

  /// Closes the connections that wait in the namespace while no proxy accepts them, so that programs
  /// fail at once, as they do at a closed port.
  void closeWaiting() {
    if (listener.isEmpty()) {
      return;
    }
    try (ServerSocketChannel waiting = DescriptorChannel.open(listener.get().number())) {
      waiting.configureBlocking(false);
      for (SocketChannel one = waiting.accept(); one != null; one = waiting.accept()) {
        one.close();
      }
    } catch (IOException e) {
      // They wait until the next time.
    }
  }
}
