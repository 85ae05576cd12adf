package io.heddle.generative;

import io.heddle.address.Endpoint;

/// Proxy and servers of a run.
///
/// @param closed port on which nobody listens
/// @param echo server of datagrams
/// @param witnessed server of the witnesses
record Stage(
    long seed,
    ProxyProcess proxy,
    HostileServer origin,
    Endpoint closed,
    Endpoint echo,
    Endpoint witnessed) {}
