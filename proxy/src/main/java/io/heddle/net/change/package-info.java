/// Watch for changes of the network that this machine is in.
///
/// Two networks are told apart by what matters to new connections: the local address and the first router
/// that the system would use for IPv4, the local prefix that it would use for IPv6, the addresses of
/// tunnels (VPNs), and the name servers. So these are no changes:
///
/// - another interface identifier behind the same IPv6 prefix, as privacy extensions make one each day or
///   hour (RFC 8981);
/// - bridges and virtual links of containers, which the system does not use for other targets;
/// - a file of name servers that is written again with the same content.
///
/// The router counts for IPv4 alone: private addresses are the same in many networks, prefixes of IPv6
/// are not. Its hardware address would tell two homes with the same addresses apart, but its entry in the
/// table of neighbours comes and goes; who moves between them sleeps, or is without an address, for longer
/// than the time between two looks.
///
/// Messages of the kernel (netlink, route sockets) instead of looks were rejected: each system has its
/// own, none tells of name servers or of sleep, and a look takes a fraction of a millisecond.
package io.heddle.net.change;
