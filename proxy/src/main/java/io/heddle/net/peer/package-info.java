/// Owners of local sockets: the user at the other end of a connection on this machine, and the
/// programs that have a socket open. Linux alone tells them.
///
/// The kernel is asked by sock_diag ([io.heddle.sockdiag]) for one socket, in some microseconds and
/// without waiting, so connections may ask on their carrier. Where it does not answer, the table
/// `/proc/net/tcp` has the same, and is read in another thread. Rejected: ident (RFC 1413), which the
/// client itself would answer; a password for each client, which must be stored in its environment.
package io.heddle.net.peer;
