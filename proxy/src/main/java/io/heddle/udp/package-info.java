/// UDP associations of SOCKS 5 clients: datagrams between a client and its targets, through a relay
/// port that lives as long as the client's TCP connection (RFC 1928 §7).
///
/// An association has two sockets. The relay port is bound to the address that the client's
/// connection came in on, and accepts datagrams from the client's IP address only. The direct path
/// has a socket of its own, bound to all addresses, and accepts responses from anyone (full cone).
/// Neither socket is connected, so ICMP errors reach nobody.
///
/// One socket for both sides was rejected, though it saves a descriptor. It can tell the client only
/// by its source address, and every target learns that socket's port. A target that shares the
/// client's IP address, on the same machine or behind the same NAT, need only wait for a pause to be
/// taken for the client that has moved; then it sends and receives in the client's name. Without
/// following the client to another port, a client that has truly moved is lost. That socket would
/// also be bound to all addresses: open to networks that the listener is not on, and with responses
/// that leave from the address that the system prefers instead of BND.ADDR, which a client that has
/// connected its socket never receives.
///
///     control connection ─┐
///     relay port ─────────┤ wait for any ─▶ AssociationLoop ─┬─ upload: UploadHandler ─▶ destinations
///     direct path ────────┤   (one thread)                   ├─ download: DownloadFlow ─▶ client
///     relay sessions ─────┘                                  └─ results of AssociationTasks
///
/// One virtual thread serves the whole association ([AssociationLoop]). It waits for all sockets at once
/// ([io.heddle.net.scheduler.ReadinessSet]) and never for one of them: a flow whose output port is
/// full keeps its batch and is continued when that port is writable, while the others go on. So all
/// state of an association belongs to one thread and needs no locks. Work that waits (a name, the
/// handshake with another proxy, a rule that needs a name resolved) runs in a task of its own, whose
/// result the loop applies.
///
/// Three threads, one for the control connection and one for each direction, were rejected. They are
/// simpler to read, each a straight loop, but take more memory for the same CPU time. Measured with
/// both images in turn, eight rounds on two processors, medians for a datagram there and back:
///
///                                        three threads    one thread
///     CPU, 512 bytes, 1 association            5.5 µs        6.0 µs     (least: 4.7 and 5.3)
///     CPU, 1200 bytes, 16 associations         8.4 µs        8.0 µs     (least: 6.9 and 7.3)
///     heap of an association, of 3000         14.3 kB        9.0 kB
///
/// On the JDK's scheduler, one thread waits with a [java.nio.channels.Selector]: two descriptors and
/// some 12 KiB more for an association, outside the heap.
///
/// Datagrams that come close together leave together: a turn receives all that is there, up to one
/// batch, in one system call, and datagrams of one size to one address leave in one
/// ([io.heddle.net.udp.GsoBatch]). Rejected: to yield to other threads and receive again before the
/// wait, to get larger batches. It costs half as much again.
///
/// Through other SOCKS 5 proxies, an association has one more socket for each outbound that its
/// datagrams take, opened by the first of them: the relay of the other proxy takes the place of the
/// targets, and only it may respond. That session ends by itself, with the control connections that
/// hold it open. One session that all clients share was rejected: responses do not say which client
/// they are for.
///
/// An attacker on the client's own machine can guess the relay port before the client's first
/// datagram, or during a silence, and be taken for the client. Nothing in a SOCKS datagram proves
/// who sent it.
package io.heddle.udp;
