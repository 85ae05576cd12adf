/// HTTP/2 messages as HTTP/1.1 messages, which the rest of the program speaks. One stream looks
/// like a connection with one request on it.
///
///     client role     HTTP/1.1 request is written ─▶ HEADERS, DATA …
///                     HTTP/1.1 response is read  ◀── HEADERS, DATA …
///     server role     HTTP/1.1 request is read   ◀── HEADERS, DATA …
///                     HTTP/1.1 response is written ─▶ HEADERS, DATA …
///
/// So routing, authentication, refusals, forwarding, limits and the log have one implementation for
/// both versions, and HTTP/2 clients get the same refusals as HTTP/1.1 clients. A tunnel has no
/// cost: once it is established, its bytes pass unchanged. The HTTP/1.1 text never leaves the
/// process. It is written from parsed heads, so no field value can end a line or a head.
///
/// Rejected: a second handshake, a second forwarder and a second upstream client for HTTP/2, which
/// would have to behave exactly as the first ones; and a third kind of message for both versions,
/// which would make every plain HTTP/1.1 request more expensive.
package io.heddle.http2.message;
