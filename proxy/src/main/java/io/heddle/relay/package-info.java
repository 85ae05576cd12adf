/// Moves bytes between two connections until both directions have ended.
///
/// Two copy tasks, one per direction, in one scope: each is a straight loop, and half-close, back
/// pressure and order follow from blocking. An event loop over both sockets was rejected: it would
/// save a thread's kilobyte and cost all of that.
package io.heddle.relay;
