/// TLS over any [io.heddle.net.Connection]: a TCP socket, a UNIX socket, a tunnel through a proxy.
///
/// An [javax.net.ssl.SSLEngine] does the cryptography; waiting, deadlines and the order of bytes
/// are this package's, in blocking code like everywhere else. One thread may read while another
/// writes without a lock of ours: the reader never writes. What TLS 1.3 wants answered (a key
/// update) the engine puts in front of what is written next, which is when RFC 8446 §4.6.3 wants
/// it. TLS 1.2 renegotiation is refused.
///
/// The end of a stream is an alert (close_notify). With TLS 1.3 it ends one direction, as TCP's FIN
/// does. In TLS 1.2 it ends both (RFC 5246 §7.2.1): a client gets it when its target has ended, and
/// answers it, but to a server it is kept back until the connection closes, since its response matters
/// more. An end without the alert is a broken stream.
///
/// `SSLSocket` was rejected since it runs over TCP alone, and knows no deadline; a library that
/// makes a channel of an engine, since those found cannot end one direction.
package io.heddle.net.tls;
