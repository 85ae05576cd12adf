/// Scheduler of the virtual threads that wait for sockets: the heart of the engine.
///
/// Each [EpollScheduler] is one platform thread, the carrier. It runs the virtual threads that are
/// ready, and polls epoll for the others. There are as many as processors, at most four. A
/// connection stays on one scheduler with all its threads, so that they never wake another processor
/// to wake each other.
///
///     connection threads ── Readiness.await ──▶ FdInterest ──▶ InterestTable ──▶ epoll
///             ▲                                                                    │
///             └─────────── run queue ◀── LockSupport.unpark ◀── events ────────────┘
///
/// The alternative is the JDK's own scheduler and poller ([JdkScheduler]), which serves all other
/// systems, and can be chosen by `-Dheddle.scheduler=jdk`. Each wait is a system call there, and
/// wakes two threads when it ends. CPU time of the proxy, medians of three rounds, in one interleaved
/// run on two busy cores (Linux 6.18, JDK 25), where a figure varied by up to a third:
///
///                              epoll     jdk
///     new tunnel                 166     231   µs
///     ping-pong, 1 tunnel       28.5    56.9 µs
///     ping-pong, 64 tunnels     20.6    20.3 µs
///     bulk download             0.30    0.33   s/GiB
///     UDP, 16 associations      2.95    4.19 µs for each datagram
///
/// The price is that a connection has one processor, as in any event loop. So what computes for
/// milliseconds is given to other threads ([Schedulers#compute]), and streams that never wait yield
/// ([YieldBudget]). What may block, such as a read of a file, runs in platform threads too
/// ([BlockingCalls]), which [io.heddle.jdk.BlockingCheck] asserts. JDK 25 has no API to choose the
/// scheduler of a thread; the way in is
/// [io.heddle.jdk.CarrierThreadFactory].
///
/// Rejected: an event loop with callbacks, since straight code is what virtual threads are for; a
/// [java.nio.channels.Selector] in place of epoll, which has a key for each channel and makes three
/// more system calls when one is closed; one scheduler for all processors, whose threads would wake
/// each other across processors; edge-triggered events, see [io.heddle.jdk.Epoll].
package io.heddle.net.scheduler;
