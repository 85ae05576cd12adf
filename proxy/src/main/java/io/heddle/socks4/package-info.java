/// Messages of SOCKS 4 and its extension 4A, as described by their two memos.
///
/// A 4A request is the same record with a name as its destination: 4A differs from 4 in the wire
/// format only.
package io.heddle.socks4;
