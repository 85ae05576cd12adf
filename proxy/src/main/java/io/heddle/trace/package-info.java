/// Trace of the steps of opening a connection to a target, for `heddle explain` and for the timelines
/// of requests.
///
/// A step is a name lookup, a TCP connect, a TLS handshake, or a request to an upstream proxy. The
/// code that does a step reports it, so the trace shows what happened, not what a second
/// implementation would do. The listener is bound to the calling thread and the threads forked from
/// it. Without a listener, a step costs one check. A listener parameter in every method on the path
/// was rejected: all would pass it on, and four would use it.
package io.heddle.trace;
