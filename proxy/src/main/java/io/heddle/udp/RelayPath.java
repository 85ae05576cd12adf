package io.heddle.udp;

import io.heddle.address.Endpoint;
import io.heddle.address.Host;
import io.heddle.net.udp.DatagramPort;
import io.heddle.net.udp.DatagramPorts;
import io.heddle.request.Refusal.Reason;
import io.heddle.request.RefusedException;
import io.heddle.socks5.UdpHeader;
import io.heddle.time.Deadline;
import io.heddle.wire.ByteWriter;
import io.heddle.wire.MalformedException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Through the relays of other proxies, one inside the other:
///
///     to the first relay   ▏ header: second relay ▏ header: target ▏ payload
///     from the first relay ▏ header: second relay ▏ header: source ▏ payload
///
/// Names go to the last relay unresolved. What comes from elsewhere than the relays is dropped.
final class RelayPath implements DatagramPath {
  private final DatagramPort port;
  private final InetSocketAddress first;
  private final List<Inner> inner;
  private final UdpHeaderReader headers = new UdpHeaderReader();
  private final DatagramSender sender;
  private boolean heard;

  /// A relay beyond the first, and the headers that name it as the source.
  private record Inner(Endpoint relay, UdpHeaderReader headers) {
    /// One known by its name shows itself by its port alone: its address is for the relay before it
    /// to find.
    private boolean isSource(UdpHeader header) {
      return switch (relay.host()) {
        case Host.Ip _ -> header.address().equals(relay);
        case Host.Name _ -> header.address().port() == relay.port();
      };
    }
  }

  private RelayPath(
      DatagramPort port, InetSocketAddress first, List<Inner> inner, DatagramSender sender) {
    this.port = port;
    this.first = first;
    this.inner = inner;
    this.sender = sender;
  }

  /// A path that the caller closes.
  ///
  /// @param chain at least one hop; stays the caller's
  /// @param shared finds the address of a relay known by its name, and has the ports where no
  ///     datagram may go
  /// @throws RefusedException if the first relay has no address, or is our own, or there is no port
  static RelayPath open(RelayChain chain, UdpAssociationFactory shared, UdpStats stats)
      throws RefusedException, IOException {
    RelayChain.Hop hop = chain.hops().getFirst();
    InetSocketAddress first = shared.targets().of(hop.relay(), Deadline.NONE).getFirst();
    List<Inner> inner = new ArrayList<>();
    for (RelayChain.Hop next : chain.hops().subList(1, chain.hops().size())) {
      inner.add(new Inner(next.relay(), new UdpHeaderReader()));
    }
    try {
      DatagramPort port = open(shared.ports(), hop, first.getAddress());
      return new RelayPath(port, first, inner, new DatagramSender(port, stats));
    } catch (IOException e) {
      throw new RefusedException(Reason.LIMIT_REACHED, "no UDP port: " + e.getMessage());
    }
  }

  /// On the address that the connection leaves from, since that is the one the proxy expects;
  /// unless the relay is of another kind.
  private static DatagramPort open(DatagramPorts ports, RelayChain.Hop hop, InetAddress relay)
      throws IOException {
    return hop.control().local() instanceof Endpoint(Host.Ip(InetAddress ours), int _)
            && ours.getClass() == relay.getClass()
            && ours.isLoopbackAddress() == relay.isLoopbackAddress()
        ? ports.open(ours, 0)
        : ports.openToAll();
  }

  @Override
  public DatagramDestination destination(Endpoint target, PendingLookups lookups) {
    ByteWriter out = new ByteWriter(UdpHeader.LONGEST_OF_IP);
    for (Inner relay : inner) {
      UdpHeader.of(relay.relay()).write(out);
    }
    UdpHeader.of(target).write(out);
    return new WrappedDestination(out.toByteArray(), first, sender);
  }

  @Override
  public DatagramPort port() {
    return port;
  }

  @Override
  public Optional<DropReason> take(ByteBuffer answer, InetSocketAddress from) {
    Optional<DropReason> objection = unwrap(from, answer);
    heard |= objection.isEmpty();
    return objection;
  }

  /// Leaves the mark of `answer` at the last header, and its position behind that.
  private Optional<DropReason> unwrap(InetSocketAddress from, ByteBuffer answer) {
    if (!from.equals(first)) {
      return Optional.of(DropReason.FOREIGN);
    }
    try {
      for (Inner relay : inner) {
        if (!relay.isSource(relay.headers().read(answer))) {
          return Optional.of(DropReason.FOREIGN);
        }
      }
      answer.mark();
      return headers.read(answer).fragment() == 0
          ? Optional.empty()
          : Optional.of(DropReason.FRAGMENT);
    } catch (MalformedException e) {
      return Optional.of(DropReason.MALFORMED);
    }
  }

  /// Whether there has been an answer.
  boolean heard() {
    return heard;
  }

  @Override
  public void close() {
    port.close();
  }
}
