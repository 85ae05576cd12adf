package io.heddle.inbound;

import io.heddle.address.Address;
import io.heddle.request.Refusal;
import io.heddle.request.RefusedException;
import io.heddle.wire.MalformedException;
import java.io.IOException;
import java.util.Optional;

/// Server side of the protocol on one client connection: reads requests and writes replies.
///
/// After each [#next] that returns a request which is not forwarded, or throws an exception, the
/// caller calls exactly one of [#grant] and [#refuse].
public sealed interface Handshake permits Socks4Handshake, Socks5Handshake, HttpHandshake {
  /// Waits for the client's next message. Must not be called once [#isOver] is true.
  ///
  /// @throws MalformedException if the client violates the protocol
  /// @throws RefusedException if the request is unsupported or lacks credentials
  /// @throws IOException if the connection is closed, or a read times out
  ClientMessage next() throws IOException, MalformedException, RefusedException;

  /// Forgets the last request, which has been answered or granted: neither a connection that waits nor a
  /// tunnel needs its memory.
  default void forgetRequest() {}

  /// Whether no further request can follow on this connection.
  boolean isOver();

  /// Sends the success reply for a tunnel, in one write. After it, the connection carries the bytes
  /// of the tunnel.
  ///
  /// @param bound local address of the connection to the server
  void grant(Address bound) throws IOException;

  /// Sends the refusal, in one write, if the protocol has a reply for it at this point.
  ///
  /// @param routing empty if the rules were not asked
  void refuse(Refusal refusal, Optional<RoutingSummary> routing) throws IOException;

  /// Choice of the rules for a request, as people read it.
  ///
  /// @param rule name of the rule, as in the log
  /// @param outbound path of outbounds, as in the log
  record RoutingSummary(String rule, String outbound) {}
}
