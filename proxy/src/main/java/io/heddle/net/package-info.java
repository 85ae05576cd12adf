/// Sockets as streams with deadlines, and as datagram ports: the only place, with the relay, that
/// knows how bytes move.
///
/// Every channel is in non-blocking mode, and whoever must wait parks its virtual thread at the
/// JDK's own poller (`sun.nio.ch.SelChImpl.park`, which the image's pinned JDK exports to us). So
/// one wait serves reading, writing and connecting, each with a deadline and without a timer or a
/// buffer of its own. Rejected: blocking mode (no write timeouts, a buffer per waiting reader),
/// `Selector` (blocks its carrier thread in JDK 25), `java.net.Socket` (no UNIX sockets, no
/// splice).
///
/// Those who wait most, for single datagrams, have a scheduler of their own that polls, on the same
/// terms (`PollingCarrier`). Where the system offers less, everything takes the ordinary way:
/// native calls and that scheduler save time, and change nothing else.
///
/// Who opens a channel closes it, when no thread uses it any more. To stop a thread that waits,
/// interrupt it: a wait ends then with a [java.nio.channels.ClosedByInterruptException], and the
/// thread's interrupt status stays set.
package io.heddle.net;
