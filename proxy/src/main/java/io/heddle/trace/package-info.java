/// What is tried on the way to a target, step by step, for whoever wants to know.
///
/// Each step is a name lookup, a connect, a TLS handshake, or a talk with another proxy; it names
/// itself where it is done, so what is told is what happens, not what a second implementation
/// believes. The listener is bound to the calling thread and those forked from it, and seldom there
/// at all: then a step costs a look at that. A listener in the signature of every method on the way
/// was rejected, since it would be passed along by all and used by four.
package io.heddle.trace;
