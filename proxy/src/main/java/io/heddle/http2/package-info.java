/// HTTP/2 connections over any [io.heddle.net.Connection], in both roles (RFC 9113).
///
///     threads                     state, guarded by one lock            users
///
///     ReadLoop ──▶ FrameHandler ──▶ Http2Session ◀── Http2Connection ◀── opens and closes
///                                     │  StreamEntry   ◀── Http2Stream ◀── reads and writes
///     writer ◀──── FrameSender ◀──────┘
///
/// One thread of a connection reads frames and handles them. Another writes what the reader and the
/// streams have queued, as much as there is at once. Threads that use streams never touch the
/// transport. So a stream can be interrupted at any time, a stream that is not read does not block
/// the others, and two peers that both wait for room cannot deadlock, since the reader never waits
/// for the writer. The price is a change of threads for each batch of frames.
///
/// State is separate from threads. The classes in the middle never wait and do no I/O: tests call
/// them without threads and sockets. Only [Http2Connection] and [Http2Stream] wait. The
/// [ConnectionLock] has the lock and the conditions, and asserts that the lock is held.
///
/// Memory is bounded: received data by the window of each stream, all streams of all connections by
/// [StreamMemory], queued frames by [FrameQueue],
/// header lists by a limit, cheap frames by [FloodGuard]. A stream of a client counts until its
/// handler has finished, even if the client has reset it.
///
/// Rejected: complete HTTP/2 clients and servers of others, since they bring threads, callbacks or
/// request types of their own, and none has both roles with tunnels in blocking code; and writing
/// by the threads of the streams under a lock, for the reasons above.
package io.heddle.http2;
