package io.heddle.udp;

import io.heddle.request.Refusal;

/// Reason for which a datagram was dropped. Its sender is not told: to it, this looks like any other
/// loss.
public enum DropReason {
  /// It came to the relay port from another address than the client's, or to a port for the relay of
  /// another proxy from elsewhere.
  FOREIGN("foreign"),
  /// It is a fragment (FRAG is not 0), which a relay may drop (RFC 1928 §7).
  FRAGMENT("fragment"),
  /// Its header is malformed, or names port 0.
  MALFORMED("malformed"),
  /// A rule forbids its target.
  BLOCKED("blocked"),
  /// The policy of the listener denies its target, or the address of that.
  POLICY("policy"),
  /// The outbound for its target carries no datagrams.
  UNSUPPORTED("outbound-without-udp"),
  /// The other proxies on its route grant no relay, or have ended it. The log says why.
  NO_RELAY("no-relay"),
  /// Its target is a relay of this proxy.
  LOOP("loop"),
  /// The name of its target has no address.
  UNRESOLVED("unresolved"),
  /// Too many datagrams or names wait already.
  QUEUE_FULL("queue-full"),
  /// It is too long for one datagram, by itself or with its header.
  TOO_LARGE("too-large"),
  /// The system refused to send it: no route, or a firewall.
  SEND_FAILED("send-failed"),
  /// It is a response that came before the client sent anything.
  NO_CLIENT("no-client"),
  /// A fault of a rule loses it on purpose.
  FAULT("fault");

  private final String word;

  DropReason(String word) {
    this.word = word;
  }

  /// The reason for which datagrams to a refused target are dropped.
  static DropReason of(Refusal refusal) {
    return switch (refusal.reason()) {
      case LOOP_DETECTED -> LOOP;
      case DENIED_BY_POLICY -> POLICY;
      default -> UNRESOLVED;
    };
  }

  /// The word in the log. The metrics write `_` for `-`.
  @Override
  public String toString() {
    return word;
  }
}
