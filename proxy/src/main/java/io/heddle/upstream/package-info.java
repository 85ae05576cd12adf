/// Connections that lead to a target, and what those who use them must know about them.
///
/// An outbound opens an [UpstreamConnection]; the relay, the forwarding and the pool use it. They
/// do not know outbounds, and outbounds do not know them, so their common words are here. A record
/// of its own for each of them was rejected: adapters that only copy fields came with it.
package io.heddle.upstream;
