/// Passes HTTP/1.1 requests on to their origins, and the responses back (RFC 9110 §3.7, RFC 9112).
///
/// One request is one [Exchange]: the request is written from its parsed form, the response too,
/// and bodies stream through. A request that came whole, as nearly all do, is sent and its response
/// read by the client's own thread, without a task, a timer or a buffer of its own; only a body
/// that is still coming is sent by a second task while the response may already be on its way.
///
/// While the response is awaited nobody listens to the client: that it has ended its output does
/// not mean that it has gone (RFC 9112 §9.5). Rejected: passing bytes through as they came once the
/// head is understood. It is faster, and it lets the next hop read something else than we did.
package io.heddle.forward;
