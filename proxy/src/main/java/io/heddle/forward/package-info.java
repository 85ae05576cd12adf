/// Passes HTTP/1.1 requests on to their origins, and the responses back (RFC 9110 §3.7, RFC 9112).
///
/// One request is one [Exchange]: the request is written from its parsed form, the response too,
/// and bodies stream through. A request that came whole, as nearly all do, is sent and its response
/// read by the client's own thread, without a task, a timer or a buffer of its own; only a body
/// that is still coming is sent by a second task while the response may already be on its way.
///
/// While the response is awaited, the [io.heddle.net.IdleWatch] looks once a second whether the
/// client is still there ([io.heddle.net.PeerLiveness]). A reset ends the exchange. An end does not
/// mean that the client has gone (RFC 9112 §9.5): it shortens the time in which nothing may move to
/// that of half-closed streams. Rejected: a task for each request that waits for the client, which
/// would cost every request what few need; asking the system for the state of the socket, which
/// takes native code and does not see through TLS.
///
/// Rejected, too: passing bytes through as they came once the head is understood. It is faster, and
/// it lets the next hop read something else than we did.
package io.heddle.forward;
