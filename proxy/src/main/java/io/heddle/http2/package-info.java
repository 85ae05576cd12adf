/// HTTP/2 connections over any [io.heddle.net.Connection], in both roles (RFC 9113), and their
/// streams, which are connections again.
///
///     Dispatcher ──▶ Http2Stream ⇄ whoever reads and writes it
///       reads                │
///     ConnectionTasks ◀── Outbox
///       writes
///
/// One thread of a connection reads frames and does what they mean, one writes what streams and the
/// reader have put into the [Outbox], as much as has gathered at once. Streams never touch the
/// network: so a stream can be interrupted at any time, one whose reader stalls stalls no other,
/// and two peers that both wait for room cannot lock each other up, since the reader never waits
/// for the writer. It costs a change of threads for each batch of frames.
///
/// Memory is bounded: what waits to be read by the window of each stream, what waits to be written
/// by the outbox, header sections by a limit, and frames that cost the peer nothing by
/// [FloodGuard]. Streams of a client count until their handlers are done, whatever it resets.
///
/// Rejected: whole clients and servers of HTTP/2, since they bring threads, callbacks or a world of
/// requests of their own, and none has both roles with tunnels in blocking code; and writing by the
/// streams' threads under a lock, for the reasons above.
package io.heddle.http2;
