package io.heddle.request;

import io.heddle.address.Address;
import java.util.Optional;

/// Who asks, as far as rules and the log care.
///
/// @param inbound the listener's address as configured
/// @param address the client's end of its connection
/// @param protocol the protocol it spoke
/// @param user its user name, if it proved one
public record Client(
    String inbound, Address address, ClientProtocol protocol, Optional<String> user) {}
