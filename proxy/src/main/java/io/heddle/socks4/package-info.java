/// The messages of SOCKS 4 and its extension 4A, as their two memos describe them.
///
/// A request of 4A is the same record with a name as its destination: the deferred form is a matter
/// of the wire, not of meaning.
package io.heddle.socks4;
