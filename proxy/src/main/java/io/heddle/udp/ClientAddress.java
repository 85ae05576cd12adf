package io.heddle.udp;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;

/// UDP address of an association's client, learned from its datagrams.
///
/// The IP address is that of the client's TCP connection. The port is that of the first well-formed
/// datagram. The port in the request may be wrong behind a NAT, so it is only a hint, but no other
/// process on the client's machine knows it. A datagram from the hinted port is therefore always
/// accepted. One from another port is accepted only when the present port has been silent: then the
/// client, or a NAT before it, has moved.
///
/// Used by the thread of the association alone.
final class ClientAddress {
  private final InetAddress ip;
  private final int hintedPort;
  private final long silenceNanos;
  private Optional<InetSocketAddress> address = Optional.empty();
  private long lastAcceptedNanos;

  /// @param ip of the client's TCP connection
  /// @param hintedPort DST.PORT of its request; 0 if the client did not know
  /// @param silence after which another port is accepted
  ClientAddress(InetAddress ip, int hintedPort, Duration silence) {
    this.ip = ip;
    this.hintedPort = hintedPort;
    silenceNanos = silence.toNanos();
  }

  /// The address to send to; empty until the client has sent something.
  Optional<InetSocketAddress> address() {
    return address;
  }

  /// Whether `source` has the client's IP address. If not, its datagram need not be parsed.
  boolean hasIpOf(InetSocketAddress source) {
    return source.getAddress().equals(ip);
  }

  /// Accepts a well-formed datagram from `source`, which has the client's IP address, if it is the
  /// client's. Then `source` is the client's address from now on.
  ///
  /// @return whether it is the client's
  boolean acceptFrom(InetSocketAddress source) {
    long now = System.nanoTime();
    boolean same = address.isPresent() && address.get().equals(source);
    if (!same && !mayMoveTo(source, now)) {
      return false;
    }
    lastAcceptedNanos = now;
    if (!same) {
      address = Optional.of(source);
    }
    return true;
  }

  private boolean mayMoveTo(InetSocketAddress source, long now) {
    return address.isEmpty()
        || source.getPort() == hintedPort
        || now - lastAcceptedNanos > silenceNanos;
  }
}
