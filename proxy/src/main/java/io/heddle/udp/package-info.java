/// Datagrams between a client and the world, through an association that lives as long as its TCP
/// connection (RFC 1928 §7).
///
/// An association has two sockets. The relay port is bound to the address that the client's
/// connection came in on, and takes datagrams from the client's IP address only. The path to the
/// targets has a socket of its own on every address, and takes answers from anyone (full cone).
/// Each direction is a thread and a straight loop, which never has to ask which side a datagram
/// came from. Neither socket is connected, so ICMP errors reach nobody.
///
/// One socket for both sides was rejected, though it saves a descriptor and a thread. It can tell
/// the client only by its source address, and every target learns that socket's port: a target that
/// shares the client's IP address, being on the same machine or behind the same NAT, need only
/// wait for a pause to be taken for the client that has moved, and then send and receive in its
/// name; if it is not followed, then neither is a client that has truly moved. That socket would be
/// on every address, too: open to networks that the listener is not on, and with answers that
/// leave from the address that the system prefers instead of BND.ADDR, which a client that has
/// connected its socket never sees. A [java.nio.channels.Selector] over two sockets in one thread
/// was rejected: in JDK 25 it blocks its carrier.
///
/// What comes close together leaves together: a turn takes all that is there in one system call,
/// and those of one size to one address go through the kernel once (`net.GsoBatch`). To give way
/// to other threads and look again before waiting was rejected: it costs half as much again.
///
/// The threads of an association share the carrier of its connection, which does their waiting for
/// them (`net.SchedulerFactory`): on the JDK's scheduler, waking them costs as much as all that they do.
/// One loop with callbacks on that carrier was rejected: a rule that looks a name up, or a socket
/// that is full, would stop all associations instead of one.
///
/// Through other SOCKS 5 proxies, an association has one more socket and one more thread for each
/// outbound that its datagrams take, from the first of them on: the relay of the other proxy takes
/// the place of the targets, and only it may answer. That path lives and dies by itself, with the
/// connections that hold it open. One path that all clients share was rejected: answers come
/// without saying whom they are for.
///
/// What is left to an attacker on the client's own machine is to guess the relay port before the
/// client's first datagram, or during a silence, and to be the client then; there is nothing in a
/// SOCKS datagram that could prove who sent it.
package io.heddle.udp;
