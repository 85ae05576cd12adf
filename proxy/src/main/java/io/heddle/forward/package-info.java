/// Forwarding of HTTP/1.1 requests to their origins, and of the responses back (RFC 9110 §3.7, RFC
/// 9112).
///
/// One request is one [HttpExchange]. The request and the response are written anew from their
/// parsed form; their bodies are streamed. Nearly all requests come whole. Then the client's own
/// thread sends the request and forwards the response, without a task, a timer or a buffer of its
/// own. Only a body that is still to come is sent by a second task, since the response may begin
/// before the body ends.
///
/// While a response is awaited, the [io.heddle.net.IdleWatch] looks once a second whether the client
/// is still there ([io.heddle.net.PeerLiveness]). A reset ends the exchange. The end of the client's
/// stream does not mean that the client is gone (RFC 9112 §9.5), but it shortens the time in which
/// nothing may move to that of half-closed streams. Rejected: a task for each request that waits for
/// the client, which few requests need and each would pay for; to ask the system for the state of
/// the socket, which needs native code and does not see through TLS.
///
/// Rejected as well: to pass the bytes on as they came once the head has been parsed. That is
/// faster, but the next hop may then understand something else than we did.
package io.heddle.forward;
