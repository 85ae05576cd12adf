/// Messages of Linux by which a process asks the kernel about one socket: sock_diag(7), inet_diag of
/// TCP over netlink(7). No I/O.
///
/// One question is one datagram, and its answer another. Numbers are in the order of the machine,
/// which is little-endian here; ports and addresses are in network order. Of the answer, only what
/// tells the owner of the socket is kept. Rejected: a dump of all sockets, which the kernel answers
/// in a time that grows with their number.
package io.heddle.sockdiag;
