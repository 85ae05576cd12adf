package io.heddle.udp;

import io.heddle.address.Endpoint;
import io.heddle.address.Host;
import io.heddle.dial.LoopGuard;
import io.heddle.net.SocketAddresses;
import io.heddle.net.udp.DatagramPort;
import io.heddle.net.udp.DatagramPorts;
import io.heddle.net.udp.GsoBatch;
import io.heddle.socks5.UdpHeader;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Optional;

/// To the targets themselves, from a socket on every address, so that the system chooses the one
/// to leave from for each target, and that answers from anyone come in.
final class DirectPath implements DatagramPath {
  private final DatagramPort port;
  private final LoopGuard relays;
  private final DatagramSender sender;
  // The source of the answer before this one, mostly that of the next one too, and its header.
  private InetSocketAddress source = new InetSocketAddress(0);
  private byte[] header = {};

  private DirectPath(DatagramPort port, LoopGuard relays, UdpStats stats) {
    this.port = port;
    this.relays = relays;
    sender = new DatagramSender(port, stats);
    relays.add(port.local());
  }

  /// A path that the caller closes.
  ///
  /// @param relays gets its port, and has those where no datagram may go
  static DirectPath open(DatagramPorts ports, LoopGuard relays, UdpStats stats) throws IOException {
    return new DirectPath(ports.openToAll(), relays, stats);
  }

  @Override
  public DatagramDestination destination(Endpoint target, PendingLookups lookups) {
    return switch (target.host()) {
      case Host.Ip(var ip) -> {
        InetSocketAddress address = new InetSocketAddress(ip, target.port());
        yield relays.includes(address)
            ? new DatagramDestination.Dropping(DropReason.LOOP, sender.stats())
            : new DatagramDestination.Fixed(address);
      }
      case Host.Name name -> new NamedDestination(target, sender, lookups);
    };
  }

  @Override
  public DatagramPort port() {
    return port;
  }

  @Override
  public Optional<DropReason> take(ByteBuffer answer, InetSocketAddress from) {
    if (!from.equals(source)) {
      source = from;
      header = UdpHeader.of((Endpoint) SocketAddresses.of(from)).toByteArray();
    }
    int payload = answer.position();
    answer.position(payload - header.length).mark().put(header);
    return Optional.empty();
  }

  /// How datagrams leave here, in runs.
  OutgoingDatagrams inBatches(GsoBatch batch) {
    return OutgoingDatagrams.inBatches(batch, sender, sender.stats()::addUploads);
  }

  /// How datagrams leave here, one by one.
  OutgoingDatagrams immediately() {
    return OutgoingDatagrams.immediately(sender, sender.stats()::addUploads);
  }

  @Override
  public void close() {
    relays.remove(port.local());
    port.close();
  }
}
