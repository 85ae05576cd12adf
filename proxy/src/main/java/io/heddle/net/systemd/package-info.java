/// Protocol of service managers: inherited listening sockets (`LISTEN_FDS`), and messages about the
/// state of the process (`NOTIFY_SOCKET`).
package io.heddle.net.systemd;
