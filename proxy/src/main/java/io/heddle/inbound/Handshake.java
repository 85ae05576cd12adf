package io.heddle.inbound;

import io.heddle.address.Address;
import io.heddle.request.Refusal;
import io.heddle.request.RefusedException;
import io.heddle.wire.MalformedException;
import java.io.IOException;

/// A conversation with one client in its protocol: request, answer, and so on while the protocol
/// has more.
///
/// After each request that is not forwarded, and each exception, of [#next], exactly one of
/// [#grant] and [#refuse] follows.
public sealed interface Handshake permits Socks4Handshake, Socks5Handshake, HttpHandshake {
  /// Waits for what the client says next, while the conversation is not over.
  ///
  /// @throws MalformedException if the client breaks the protocol
  /// @throws RefusedException if we do not do what it asks, whatever the rules say
  /// @throws IOException if the client is gone, or says nothing in time
  ClientMessage next() throws IOException, MalformedException, RefusedException;

  /// Whether there is no next request.
  boolean isOver();

  /// Tells the client, in one write, that its tunnel stands: from now on the connection carries its
  /// bytes.
  ///
  /// @param bound our end of the stream to the server
  void grant(Address bound) throws IOException;

  /// Tells the client why not, in one write, as far as its protocol has words for it at this point.
  void refuse(Refusal refusal) throws IOException;
}
