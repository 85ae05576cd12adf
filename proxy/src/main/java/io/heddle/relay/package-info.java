/// Relay of bytes between two connections, until both directions have ended.
///
/// Each direction is a [Pump]. While little moves between plain sockets, the thread of the connection
/// serves both ([DuplexPump]); else each has a task in one scope. A task is a straight loop, so that
/// half-close, back pressure and order follow from blocking. Rejected: an event loop over both sockets for
/// all that moves, where all of that would have to be written by hand.
package io.heddle.relay;
