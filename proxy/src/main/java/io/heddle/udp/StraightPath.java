package io.heddle.udp;

import io.heddle.address.Endpoint;
import io.heddle.address.Host;
import io.heddle.dial.OwnAddresses;
import io.heddle.net.DatagramPort;
import io.heddle.net.DatagramPorts;
import io.heddle.net.DatagramRun;
import io.heddle.net.SocketAddresses;
import io.heddle.socks5.UdpHeader;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Optional;

/// To the targets themselves, from a socket on every address, so that the system chooses the one
/// to leave from for each target, and that answers from anyone come in.
final class StraightPath implements DatagramPath {
  private final DatagramPort port;
  private final OwnAddresses relays;
  private final Sending sending;
  // The source of the answer before this one, mostly that of the next one too, and its header.
  private InetSocketAddress source = new InetSocketAddress(0);
  private byte[] header = {};

  private StraightPath(DatagramPort port, OwnAddresses relays, Tally tally) {
    this.port = port;
    this.relays = relays;
    sending = new Sending(port, tally);
    relays.add(port.local());
  }

  /// A path that the caller closes.
  ///
  /// @param relays gets its port, and has those where no datagram may go
  static StraightPath open(DatagramPorts ports, OwnAddresses relays, Tally tally)
      throws IOException {
    return new StraightPath(ports.openToAll(), relays, tally);
  }

  @Override
  public Destination destination(Endpoint target, Lookups lookups) {
    return switch (target.host()) {
      case Host.Ip(var ip) -> {
        InetSocketAddress address = new InetSocketAddress(ip, target.port());
        yield relays.includes(address)
            ? new Destination.Dropping(Drop.LOOP, sending.tally())
            : new Destination.Fixed(address);
      }
      case Host.Name name -> new NamedDestination(target, sending, lookups);
    };
  }

  @Override
  public DatagramPort port() {
    return port;
  }

  @Override
  public Optional<Drop> take(ByteBuffer answer, InetSocketAddress from) {
    if (!from.equals(source)) {
      source = from;
      header = UdpHeader.of((Endpoint) SocketAddresses.of(from)).toByteArray();
    }
    int payload = answer.position();
    answer.position(payload - header.length).mark().put(header);
    return Optional.empty();
  }

  /// How datagrams leave here, in runs.
  Outgoing inRuns(DatagramRun run) {
    return Outgoing.inRuns(run, sending, sending.tally()::uploaded);
  }

  /// How datagrams leave here, one by one.
  Outgoing atOnce() {
    return Outgoing.atOnce(sending, sending.tally()::uploaded);
  }

  @Override
  public void close() {
    relays.remove(port.local());
    port.close();
  }
}
