package io.heddle.udp;

import java.util.Locale;

/// Why a datagram went no further. To its sender this looks like any loss on the way.
public enum DropReason {
  /// To the relay port, but not from the client; or to a path through another proxy, but not from
  /// its relay.
  FOREIGN,
  /// A part of a datagram (FRAG is not 0), which RFC 1928 §7 lets a relay drop.
  FRAGMENT,
  /// Without a proper header, or to port 0.
  MALFORMED,
  /// A rule forbids its target.
  BLOCKED,
  /// The outbound for its target carries no datagrams.
  NO_WAY,
  /// The other proxies on its way grant no relay, or have ended it; the log says why.
  NO_RELAY,
  /// Its target is a relay of this proxy.
  LOOP,
  /// Its target's name has no address.
  UNRESOLVED,
  /// Too many wait for names already.
  CROWDED,
  /// It has no room in one datagram, or had none with its header.
  TOO_LARGE,
  /// The system refused to send it: no route, a firewall.
  UNSENT,
  /// An answer before the client has sent anything.
  NO_CLIENT;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
