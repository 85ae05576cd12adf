/// Listening sockets in the network namespace of another process, on Linux (network_namespaces(7)).
///
/// A socket stays in the namespace in which it was made, whoever holds a descriptor of it. So a short
/// program in the namespace opens the listening sockets and passes them out; from then on the proxy
/// outside accepts their connections as any others, without a bridge, a copy of the bytes, or a
/// process that stays.
///
/// Rejected: a process in the namespace that copies between it and a UNIX socket, since each byte
/// would be copied twice more, and a JVM would stay for each command; to enter the namespace with a
/// thread (setns(2)), which a process with several threads cannot do as an ordinary user; to copy the
/// descriptor out of the other process (pidfd_getfd(2)), which many systems forbid.
package io.heddle.net.namespace;
