package io.heddle.server;

import io.heddle.address.Address;
import io.heddle.inbound.InboundSettings;
import io.heddle.inbound.TransportSettings;
import io.heddle.policy.PolicyBinding;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Optional;
import java.util.Set;

/// Settings of a listener to open.
///
/// @param permissions of the file of a UNIX socket
/// @param transport what comes before the proxy protocols
/// @param inbound what the proxy protocols need to know
/// @param policy what the clients may reach; empty for everything
public record ListenerSettings(
    Address address,
    Set<PosixFilePermission> permissions,
    TransportSettings transport,
    InboundSettings inbound,
    Optional<PolicyBinding> policy) {
  /// Settings without a policy.
  public ListenerSettings(
      Address address,
      Set<PosixFilePermission> permissions,
      TransportSettings transport,
      InboundSettings inbound) {
    this(address, permissions, transport, inbound, Optional.empty());
  }

  /// Copy with a policy.
  public ListenerSettings withPolicy(PolicyBinding binding) {
    return new ListenerSettings(address, permissions, transport, inbound, Optional.of(binding));
  }

  /// The context of its clients.
  ListenerContext context(ServerRuntime runtime, ActiveConfiguration configuration) {
    InboundSettings handshakes =
        policy.isEmpty()
            ? inbound
            : inbound.withPolicy(policy.get().enforcer(configuration.policies()));
    return new ListenerContext(transport, handshakes, runtime, configuration);
  }
}
