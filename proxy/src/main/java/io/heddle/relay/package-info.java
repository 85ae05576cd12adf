/// Relay of bytes between two connections, until both directions have ended.
///
/// It has two tasks in one scope, one per direction. Each is a straight loop, so that half-close, back
/// pressure and order follow from blocking. Rejected: an event loop over both sockets. It would save
/// the kilobyte of a thread, and all of that would have to be written by hand.
package io.heddle.relay;
