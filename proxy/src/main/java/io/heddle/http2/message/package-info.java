/// HTTP/2 messages as the HTTP/1.1 messages that the rest of the program speaks: one stream looks
/// like a connection with one request on it.
///
///     client role     HTTP/1.1 request is written ─▶ HEADERS, DATA …
///                     HTTP/1.1 response is read  ◀── HEADERS, DATA …
///     server role     the other way round
///
/// So routing, authentication, refusals, forwarding, limits and the log are the same lines of code
/// whatever the version, and what HTTP/1.1 is told by a refusal, HTTP/2 is told too. A tunnel costs
/// nothing: once it stands, bytes pass as they are. The text never leaves this process, and is made
/// of parsed heads, so that nothing in a field can end it.
///
/// Rejected: a second handshake, a second forwarder and a second upstream client for HTTP/2, which
/// would have to agree with the first ones in everything; and messages of a third kind for both,
/// which would make every plain request dearer.
package io.heddle.http2.message;
