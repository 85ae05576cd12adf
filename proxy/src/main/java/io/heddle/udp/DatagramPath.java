package io.heddle.udp;

import io.heddle.address.Endpoint;
import java.io.IOException;
import java.nio.ByteBuffer;

/// One way out of an association, and back in. Whoever opens it closes it.
sealed interface DatagramPath extends AutoCloseable permits StraightPath, RelayPath {

  /// Where datagrams to `target` go by this path.
  ///
  /// @param lookups of the calling thread, for a path that resolves names itself
  Destination destination(Endpoint target, Lookups lookups);

  /// Waits, without any buffer, until [#receive] may have something.
  void awaitReadable() throws IOException;

  /// Takes the next answer, without waiting.
  ///
  /// @param into its mark at its position, and room for any datagram behind; afterwards its mark is
  ///     at a header that names the source, its position at the payload behind that
  Received receive(ByteBuffer into) throws IOException;

  /// What has come.
  enum Received {
    NOTHING,
    ANSWER,
    /// Something that is not for the client, and is counted.
    DROPPED
  }

  @Override
  void close();
}
