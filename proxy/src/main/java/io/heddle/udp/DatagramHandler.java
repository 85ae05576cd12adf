package io.heddle.udp;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;

/// Decides where the datagrams of a [DatagramFlow] go.
sealed interface DatagramHandler permits UploadHandler, DownloadHandler {
  /// Sends a datagram, keeps a copy for later, or drops and counts it.
  ///
  /// @param datagram a buffer with its mark at its position, and [ReceiveBatch#HEADROOM] before that;
  ///     what the output has taken stays unchanged until the output is flushed
  /// @throws IOException if a port fails
  void handle(ByteBuffer datagram, InetSocketAddress source, DatagramOutput output)
      throws IOException;

  /// Whether there are datagrams that have waited and need wait no longer.
  default boolean hasBacklog() {
    return false;
  }

  /// Sends the datagrams that have waited and need wait no longer.
  ///
  /// @return false if an output port is full
  /// @throws IOException if a port fails
  default boolean sendBacklog(DatagramOutput output) throws IOException {
    return true;
  }
}
