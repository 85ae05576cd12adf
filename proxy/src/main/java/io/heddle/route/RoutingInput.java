package io.heddle.route;

import io.heddle.address.Endpoint;
import io.heddle.request.Client;
import io.heddle.request.Network;

/// What rules look at: a stream, or one datagram.
///
/// @param client who sends it
/// @param target where to
public record RoutingInput(Client client, Network network, Endpoint target) {}
