package io.heddle.udp;

import io.heddle.net.udp.DatagramPort;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Optional;

/// Handler of datagrams that come in by one path: sends each to the client, with its source in the
/// header.
///
/// @param relay the port that the client knows
record DownloadHandler(DatagramPath path, ClientAddress client, DatagramPort relay, UdpStats stats)
    implements DatagramHandler {

  @Override
  public void handle(ByteBuffer datagram, InetSocketAddress source, DatagramOutput output)
      throws IOException {
    Optional<DropReason> objection = path.unwrap(datagram, source);
    Optional<InetSocketAddress> to = client.address();
    if (objection.isPresent()) {
      stats.addDrop(objection.get());
    } else if (to.isEmpty()) {
      stats.addDrop(DropReason.NO_CLIENT);
    } else {
      int payload = datagram.remaining();
      output.add(relay, datagram.reset(), payload, to.get());
    }
  }
}
