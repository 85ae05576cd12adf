/// Sockets as streams with deadlines, and as datagram ports: the only place, with the relay, that
/// knows how bytes move.
///
/// Every channel is in non-blocking mode, and whoever must wait parks its virtual thread
/// (`net.scheduler.Readiness`). So one wait serves reading, writing and connecting, each with a deadline and
/// without a buffer of its own. Rejected: blocking mode (no write timeouts, a buffer per waiting
/// reader), `Selector` in the thread that waits (blocks its carrier in JDK 25), `java.net.Socket`
/// (no UNIX sockets, no splice).
///
/// The threads that wait for sockets run on a few carriers of our own (`net.scheduler`), each of which
/// runs those that are ready and then asks epoll for more. On the JDK's scheduler and poller, which
/// elsewhere do the same, a new tunnel takes nearly twice the CPU time: each wait is a system call
/// before, and the waking of two threads after it. The price is that a connection has one
/// processor, as in any event loop, so what computes for long is given to others
/// (`SchedulerFactory.compute`). Callbacks on that loop were rejected: straight-line code is what virtual
/// threads are for.
///
/// Who opens a channel closes it, when no thread uses it any more. To stop a thread that waits,
/// interrupt it: a wait ends then with a [java.nio.channels.ClosedByInterruptException], and the
/// thread's interrupt status stays set.
package io.heddle.net;
