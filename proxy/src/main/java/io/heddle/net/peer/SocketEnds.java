package io.heddle.net.peer;

import io.heddle.address.Endpoint;

/// Ends of a TCP socket.
///
/// @param own its own end
/// @param peer its other end
record SocketEnds(Endpoint own, Endpoint peer) {}
