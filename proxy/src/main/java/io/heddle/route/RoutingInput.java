package io.heddle.route;

import io.heddle.address.Endpoint;
import io.heddle.request.Client;
import io.heddle.request.TransportProtocol;

/// Properties of a stream or datagram that rules test.
///
/// @param client client that sends it
/// @param target host and port that it is sent to
public record RoutingInput(Client client, TransportProtocol network, Endpoint target) {}
