/// The protocol of service managers: sockets that were opened before this process began
/// (`LISTEN_FDS`), and messages about its state (`NOTIFY_SOCKET`).
package io.heddle.net.systemd;
