package io.heddle.udp;

import io.heddle.net.DatagramPort;
import io.heddle.net.DatagramRun;
import io.heddle.socks5.UdpHeader;
import io.heddle.wire.MalformedException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;

/// From the client to the targets: reads the header, and sends the payload where it says.
final class Upload implements Direction {
  private final DatagramPort relay;
  private final ClientAddress client;
  private final Destinations destinations;
  private final StraightPath straight;
  private final Tally tally;
  private final Headers headers = new Headers();

  Upload(
      DatagramPort relay,
      ClientAddress client,
      Destinations destinations,
      StraightPath straight,
      Tally tally) {
    this.relay = relay;
    this.client = client;
    this.destinations = destinations;
    this.straight = straight;
    this.tally = tally;
  }

  @Override
  public DatagramPort port() {
    return relay;
  }

  @Override
  public Outgoing outgoing(DatagramRun run) {
    return straight.inRuns(run);
  }

  @Override
  public void relay(ByteBuffer datagram, InetSocketAddress source, Outgoing outgoing)
      throws IOException {
    if (!client.mayBe(source)) {
      tally.dropped(Drop.FOREIGN);
      return;
    }
    try {
      UdpHeader header = headers.read(datagram);
      if (header.fragment() != 0) {
        tally.dropped(Drop.FRAGMENT);
      } else if (header.address().port() == 0) {
        tally.dropped(Drop.MALFORMED);
      } else if (!client.hears(source)) {
        tally.dropped(Drop.FOREIGN);
      } else {
        destinations.of(header.address()).send(datagram, outgoing);
      }
    } catch (MalformedException e) {
      tally.dropped(Drop.MALFORMED);
    }
  }
}
