/// Streams: connections over sockets with deadlines, listeners, idle limits. Datagrams are in
/// `net.udp`, TLS in `net.tls`, the protocol of service managers in `net.systemd`.
///
/// All channels are in non-blocking mode. A virtual thread that must wait parks at its scheduler
/// (`net.scheduler.Readiness`). So one wait serves reading, writing and connecting, each with a
/// deadline and without a buffer. Rejected: blocking mode (no write timeouts, a buffer for each
/// waiting reader); a `Selector` for each connection (two descriptors and 12 KiB each);
/// `java.net.Socket` (no UNIX sockets, no splice).
///
/// The caller that opens a channel closes it, once no thread uses it any more. To stop a waiting
/// thread, interrupt it: its wait ends with a [java.nio.channels.ClosedByInterruptException], and its
/// interrupt status stays set.
package io.heddle.net;
