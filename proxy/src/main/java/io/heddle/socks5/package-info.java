/// Messages of SOCKS version 5 (RFC 1928) and of its username/password authentication (RFC 1929).
///
/// Each message is one record that reads and writes itself, shared by the server side, the client
/// side and the tests. The package does no I/O beyond the reader, and has no policy: other packages
/// decide whether a command is granted.
package io.heddle.socks5;
