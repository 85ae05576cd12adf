/// Outbounds: each opens a connection for a request, or refuses it.
///
/// An upstream proxy is asked over a connection that another outbound has opened, with
/// [DirectOutbound] at the end. So a chain of proxies is nested outbounds, and TLS, deadlines and
/// refusals work in the same way at every hop. The connection returned is that of the last hop; its
/// reader holds what the target has sent already. A client class for each protocol with a buffer of
/// its own was rejected: bytes of the target that come together with the reply get lost there.
///
/// A refusal names the hop that it comes from. There are two kinds, since only one of them speaks
/// against the hop: the proxy refuses the target ([io.heddle.request.RefusedException]), or it
/// fails itself ([UpstreamFailedException]).
///
/// Datagrams pass SOCKS 5 proxies only. An outbound associates with each such proxy on the way and
/// returns their relays; the package `udp` sends the datagrams, with a header for each relay.
///
/// The bound address in our reply to a SOCKS 5 client is our end of the connection to the first
/// hop, which is real and always known. The address that an upstream reports was rejected: most
/// report zeros, or their listener.
package io.heddle.outbound;
