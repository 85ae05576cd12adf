package io.heddle.udp;

import io.heddle.address.Endpoint;
import io.heddle.address.Host;
import io.heddle.net.udp.UdpSocket;
import io.heddle.net.udp.UdpSockets;
import io.heddle.request.Refusal.Reason;
import io.heddle.request.RefusedException;
import io.heddle.request.TargetResolution;
import io.heddle.socks5.UdpHeader;
import io.heddle.time.Deadline;
import io.heddle.upstream.AssociationChain;
import io.heddle.wire.ByteWriter;
import io.heddle.wire.MalformedException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Path through the UDP relays of other proxies, one inside the other:
///
///     to the first relay   ▏ header: second relay ▏ header: target ▏ payload
///     from the first relay ▏ header: second relay ▏ header: source ▏ payload
///
/// Names go to the last relay unresolved. Datagrams from other sources than the relays are dropped.
final class RelayPath implements DatagramPath, AutoCloseable {
  private final UdpSocket socket;
  private final InetSocketAddress first;
  private final List<InnerRelay> inner;
  private final UdpHeaderReader headers = new UdpHeaderReader();
  private boolean hasReceived;

  /// Relay beyond the first, and the reader of the headers that name it as the source.
  private record InnerRelay(Endpoint relay, UdpHeaderReader headers) {
    /// Whether `header` names this relay. Of a relay known by its name, only the port is compared:
    /// its address is known to the relay before it.
    private boolean isNamedBy(UdpHeader header) {
      return relay.host() instanceof Host.Name
          ? header.address().port() == relay.port()
          : header.address().equals(relay);
    }
  }

  private RelayPath(UdpSocket socket, InetSocketAddress first, List<InnerRelay> inner) {
    this.socket = socket;
    this.first = first;
    this.inner = inner;
  }

  /// Opens a path, which the caller closes. Waits if the first relay is known by its name.
  ///
  /// @param chain at least one hop; it stays the caller's
  /// @throws RefusedException if the first relay has no address, or is this proxy itself, or there
  ///     is no port
  static RelayPath open(AssociationChain chain, UdpAssociationFactory shared)
      throws RefusedException, IOException {
    AssociationChain.Hop hop = chain.hops().getFirst();
    InetSocketAddress first =
        shared.targets().of(hop.relay(), TargetResolution.NONE, Deadline.NONE).getFirst();
    List<InnerRelay> inner = new ArrayList<>();
    for (AssociationChain.Hop next : chain.hops().subList(1, chain.hops().size())) {
      inner.add(new InnerRelay(next.relay(), new UdpHeaderReader()));
    }
    try {
      return new RelayPath(openSocket(shared.sockets(), hop, first.getAddress()), first, inner);
    } catch (IOException e) {
      throw new RefusedException(Reason.LIMIT_REACHED, "no UDP port: " + e.getMessage());
    }
  }

  /// Opens a socket on the address that the control connection leaves from, since the proxy expects
  /// datagrams from there; on all addresses if the relay is of another family or not on loopback
  /// as that is.
  private static UdpSocket openSocket(
      UdpSockets sockets, AssociationChain.Hop hop, InetAddress relay) throws IOException {
    return hop.control().local() instanceof Endpoint(Host.Ip(InetAddress ours), int _)
            && ours.getClass() == relay.getClass()
            && ours.isLoopbackAddress() == relay.isLoopbackAddress()
        ? sockets.open(ours, 0)
        : sockets.openToAll();
  }

  /// The destination of datagrams that take this path to `target`.
  DatagramDestination destination(Endpoint target) {
    ByteWriter out = new ByteWriter(UdpHeader.MAX_IP_LENGTH);
    for (InnerRelay relay : inner) {
      UdpHeader.of(relay.relay()).write(out);
    }
    UdpHeader.of(target).write(out);
    return new WrappedDestination(out.toByteArray(), socket, first);
  }

  @Override
  public UdpSocket socket() {
    return socket;
  }

  @Override
  public Optional<DropReason> unwrap(ByteBuffer datagram, InetSocketAddress source) {
    Optional<DropReason> objection = readHeaders(datagram, source);
    hasReceived |= objection.isEmpty();
    return objection;
  }

  /// Leaves the mark of `datagram` at the last header, and its position behind that.
  private Optional<DropReason> readHeaders(ByteBuffer datagram, InetSocketAddress source) {
    if (!source.equals(first)) {
      return Optional.of(DropReason.FOREIGN);
    }
    try {
      for (InnerRelay relay : inner) {
        if (!relay.isNamedBy(relay.headers().read(datagram))) {
          return Optional.of(DropReason.FOREIGN);
        }
      }
      datagram.mark();
      return headers.read(datagram).fragment() == 0
          ? Optional.empty()
          : Optional.of(DropReason.FRAGMENT);
    } catch (MalformedException e) {
      return Optional.of(DropReason.MALFORMED);
    }
  }

  /// Whether a datagram for the client has come.
  boolean hasReceived() {
    return hasReceived;
  }

  @Override
  public void close() {
    socket.close();
  }

  /// Target behind the UDP relays of other proxies: its datagrams go to the nearest relay, with a
  /// header for each further relay and for the target in front.
  static final class WrappedDestination implements DatagramDestination {
    private final byte[] headers;
    private final UdpSocket socket;
    private final InetSocketAddress relay;

    /// @param socket where the datagrams leave from
    /// @param relay the nearest
    private WrappedDestination(byte[] headers, UdpSocket socket, InetSocketAddress relay) {
      this.headers = headers;
      this.socket = socket;
      this.relay = relay;
    }

    @Override
    public void send(ByteBuffer datagram, DatagramOutput output) {
      int payload = datagram.remaining();
      output.add(socket, wrap(datagram), payload, relay);
    }

    /// Writes the headers over the client's header if they are not longer, as mostly with one relay;
    /// otherwise into a copy.
    private ByteBuffer wrap(ByteBuffer datagram) {
      int payload = datagram.position();
      int room = payload - datagram.reset().position();
      datagram.position(payload);
      int start = payload - headers.length;
      return headers.length <= room
          ? datagram.put(start, headers).position(start)
          : ByteBuffer.allocate(headers.length + datagram.remaining())
              .put(headers)
              .put(datagram)
              .flip();
    }
  }
}
