package io.heddle.server;

import io.heddle.address.Address;
import io.heddle.inbound.InboundSettings;
import io.heddle.inbound.TransportSettings;

/// Listener that is open.
///
/// @param configured the address in the configuration
/// @param address the same with the real port
public record OpenListener(
    Address configured, Address address, TransportSettings transport, InboundSettings inbound) {

  static OpenListener of(Acceptor acceptor) {
    ListenerContext context = acceptor.current();
    return new OpenListener(
        acceptor.configured(), acceptor.address(), context.transport(), context.inbound());
  }
}
