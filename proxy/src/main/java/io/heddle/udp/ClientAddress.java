package io.heddle.udp;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;

/// Who the client of an association is, which only its datagrams tell.
///
/// Its IP address is that of its TCP connection. Its port is that of its first proper datagram:
/// what the request declared may be wrong behind a NAT, so it is no more than a hint, but one that
/// no other process on the client's machine knows. A datagram from the declared port therefore
/// always counts, and one from yet another port only when the present one has been silent: then the
/// client, or a NAT before it, has moved.
///
/// Written by the thread that receives from the client, read by any.
final class ClientAddress {
  private final InetAddress ip;
  private final int hintedPort;
  private final long silenceNanos;
  private volatile Optional<InetSocketAddress> address = Optional.empty();
  private long heardNanos;

  /// @param ip of the client's TCP connection
  /// @param hintedPort DST.PORT of its request; 0 if it did not know
  /// @param silence after which another port is followed
  ClientAddress(InetAddress ip, int hintedPort, Duration silence) {
    this.ip = ip;
    this.hintedPort = hintedPort;
    silenceNanos = silence.toNanos();
  }

  /// Where to send answers; empty until the client has sent something.
  Optional<InetSocketAddress> address() {
    return address;
  }

  /// Whether `source` may be the client: enough to look at what it says.
  boolean mayBe(InetSocketAddress source) {
    return source.getAddress().equals(ip);
  }

  /// Whether a proper datagram from `source`, which may be the client, is the client's. If so, the
  /// answers go there from now on.
  boolean hears(InetSocketAddress source) {
    long now = System.nanoTime();
    boolean same = address.isPresent() && address.get().equals(source);
    if (!same && !follows(source, now)) {
      return false;
    }
    heardNanos = now;
    if (!same) {
      address = Optional.of(source);
    }
    return true;
  }

  private boolean follows(InetSocketAddress source, long now) {
    return address.isEmpty() || source.getPort() == hintedPort || now - heardNanos > silenceNanos;
  }
}
