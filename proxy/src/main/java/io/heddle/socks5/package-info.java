/// The messages of SOCKS protocol version 5 (RFC 1928) and its username/password authentication
/// (RFC 1929).
///
/// One record per message, both directions in one place, so that the server side, the client side
/// and the tests share them. No I/O beyond the reader, no policy: whether a command is granted is
/// decided elsewhere.
package io.heddle.socks5;
