package io.heddle.request;

import io.heddle.address.Address;
import java.util.Optional;

/// Client of a request, with the properties that rules and the log use.
///
/// @param inbound configured address of the listener
/// @param address address of the client
/// @param protocol protocol of the request
/// @param user authenticated user name, if there is one
public record Client(
    String inbound, Address address, ClientProtocol protocol, Optional<String> user) {}
