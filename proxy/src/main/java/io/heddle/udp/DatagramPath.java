package io.heddle.udp;

import io.heddle.address.Endpoint;
import io.heddle.net.udp.DatagramPort;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Optional;

/// One way out of an association, and back in. Whoever opens it closes it.
sealed interface DatagramPath extends AutoCloseable permits DirectPath, RelayPath {

  /// Where datagrams to `target` go by this path.
  ///
  /// @param lookups of the calling thread, for a path that resolves names itself
  DatagramDestination destination(Endpoint target, PendingLookups lookups);

  /// Where answers come in.
  DatagramPort port();

  /// Makes what has come in by the port what the client gets.
  ///
  /// @param answer its mark at its position, and [io.heddle.net.udp.ReceiveBatch#HEADROOM] in front of
  ///     it; afterwards its mark is at a header that names the source, its position at the payload
  ///     behind that
  /// @return why it is not for the client; empty if it is
  Optional<DropReason> take(ByteBuffer answer, InetSocketAddress source);

  @Override
  void close();
}
