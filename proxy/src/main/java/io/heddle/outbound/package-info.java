/// The ways out: each turns a request into a connection, or refuses.
///
/// Every proxy on the way is asked over a connection that another way out has made, [DirectOutbound] at the
/// end; so a chain is nesting, and TLS, deadlines and refusals are the same at every hop. The
/// connection that comes out is the last hop's own, with what the target has sent already in its
/// reader. A client class per hop with its own buffers was rejected: that is how bytes that come
/// with the "yes" get lost.
///
/// A refusal says which hop it comes from. Two kinds are kept apart, since only one of them speaks
/// against the hop: the proxy refuses the target ([io.heddle.request.RefusedException]), or it
/// fails itself ([UpstreamFailedException]).
///
/// Datagrams go through SOCKS 5 alone: an outbound opens an association with each such proxy on the
/// way, and says where the relays are; who sends, and the headers for each of them, are the
/// business of `udp`.
///
/// What a SOCKS 5 client gets as its bound address is our end of the connection to the first hop:
/// real and always known. The address that an upstream reports was rejected, being zeros, or the
/// upstream's listener, with most.
package io.heddle.outbound;
