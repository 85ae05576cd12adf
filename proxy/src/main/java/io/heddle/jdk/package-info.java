/// Internals of the JDK: the only package, with `http2.frame` (HPACK), that sees `sun.*` and
/// `jdk.internal.*`. `.github/JDK-INTERNALS.md` lists each use with its flag and what would replace
/// it in a later JDK.
///
///     ChannelInternals       sun.nio.ch.SelChImpl, Net   descriptors, the JDK's poller
///     Epoll                  sun.nio.ch.EPoll            the native calls of epoll(7)
///     CarrierThreadFactory   java.lang.ThreadBuilders    virtual threads on an executor of ours
///     CarrierLocal           jdk.internal.misc           a value of each carrier thread
///     BlockingCheck          by CarrierLocal             that a carrier makes no blocking call
///     ProcessSignal          jdk.internal.misc.Signal    SIGTERM, SIGINT, SIGHUP
///
/// The image pins the JDK, so an internal that changes is noticed by a test and not by a user.
package io.heddle.jdk;
