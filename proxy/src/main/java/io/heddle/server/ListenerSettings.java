package io.heddle.server;

import io.heddle.address.Address;
import io.heddle.inbound.InboundSettings;
import io.heddle.inbound.TransportSettings;
import io.heddle.server.ActiveConfiguration.ListenerContext;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;

/// Settings of a listener to open.
///
/// @param permissions of the file of a UNIX socket
/// @param transport what comes before the proxy protocols
/// @param inbound what the proxy protocols need to know
public record ListenerSettings(
    Address address,
    Set<PosixFilePermission> permissions,
    TransportSettings transport,
    InboundSettings inbound) {
  /// The context of its clients.
  ListenerContext context(ServerRuntime runtime, ActiveConfiguration configuration) {
    return new ListenerContext(transport, inbound, runtime, configuration);
  }
}
