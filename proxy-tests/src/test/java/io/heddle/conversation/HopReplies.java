package io.heddle.conversation;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.support.Peer;

/// Replies of a proxy that a script has chosen: each grants a tunnel.
final class HopReplies {
  private HopReplies() {}

  /// Reads a CONNECT and grants it.
  static void grant(Peer hop) {
    String head = hop.receivesHead();
    assertTrue(head.startsWith("CONNECT "), head);
    hop.sendsText("HTTP/1.1 200 OK\r\n\r\n");
  }

  /// Reads the handshake of SOCKS 5 with a name of eight bytes and grants it.
  static void grantSocks5(Peer hop) {
    hop.receives("05 01 00").sends("05 00").receivesBytes(15);
    hop.sends("05 00 00 01 00 00 00 00 00 00");
  }
}
