/// Owners of local sockets: the user at the other end of a connection on this machine, and the
/// programs that have a socket open. Linux alone tells them.
///
/// The kernel is asked by sock_diag ([io.heddle.sockdiag]) for one socket, in two microseconds and
/// without waiting, so connections may ask on their carrier. The table `/proc/net/tcp` has the same. It
/// is read in another thread for the first connections, since the first native calls take long, and
/// where the kernel has no sock_diag. Rejected: ident (RFC 1413), which the
/// client itself would answer; a password for each client, which must be stored in its environment.
package io.heddle.net.peer;
