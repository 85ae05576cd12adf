package io.heddle.net;

import static io.heddle.net.Readiness.Event.READABLE;
import static io.heddle.net.Readiness.Event.WRITABLE;

import io.heddle.address.Endpoint;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProtocolFamily;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.UnsupportedAddressTypeException;
import java.util.Optional;

/// A UDP socket that speaks with anyone.
///
/// It is never connected, so an ICMP error that some peer caused is nobody's failure. One thread
/// may receive while others send. Whoever opens it closes it, once no thread uses it.
public final class DatagramPort implements AutoCloseable {
  /// What the kernel may keep for a receiver that is busy, as far as the system allows it.
  private static final int RECEIVE_BUFFER = 1024 * 1024;

  /// 65,535 less the headers of IPv4 and UDP.
  private static final int LONGEST_BY_IPV4 = 65_507;

  /// 65,535 less the header of UDP; that of IPv6 does not count.
  private static final int LONGEST_BY_IPV6 = 65_527;

  private final DatagramChannel channel;
  private final ProtocolFamily family;
  private final Endpoint local;

  /// Datagrams shorter than this may leave together.
  private volatile int togetherBelow = UdpSegments.AVAILABLE ? Integer.MAX_VALUE : 0;

  private DatagramPort(DatagramChannel channel, ProtocolFamily family) {
    this.channel = channel;
    this.family = family;
    local =
        SocketAddresses.local(channel) instanceof Endpoint endpoint
            ? endpoint
            : Endpoint.UNSPECIFIED;
  }

  /// A socket on one address of this machine, which its datagrams leave from and which alone
  /// receives.
  ///
  /// @param port 0 for a free one
  /// @throws java.net.BindException if the port is taken
  public static DatagramPort open(InetAddress address, int port) throws IOException {
    ProtocolFamily family =
        address instanceof Inet4Address
            ? StandardProtocolFamily.INET
            : StandardProtocolFamily.INET6;
    return bind(family, new InetSocketAddress(address, port));
  }

  /// A socket on a free port of every address, for both families where the system has both; the
  /// system chooses for each datagram the address it leaves from.
  public static DatagramPort openToAll() throws IOException {
    try {
      return bind(StandardProtocolFamily.INET6, new InetSocketAddress(0));
    } catch (UnsupportedOperationException e) {
      return bind(StandardProtocolFamily.INET, new InetSocketAddress(0));
    }
  }

  private static DatagramPort bind(ProtocolFamily family, InetSocketAddress address)
      throws IOException {
    DatagramChannel channel = DatagramChannel.open(family);
    try {
      channel.configureBlocking(false);
      channel.setOption(StandardSocketOptions.SO_RCVBUF, RECEIVE_BUFFER);
      return new DatagramPort(channel.bind(address), family);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  /// How many bytes a datagram to `address` can have.
  public static int longest(InetAddress address) {
    return address instanceof Inet4Address ? LONGEST_BY_IPV4 : LONGEST_BY_IPV6;
  }

  /// Where it receives.
  public Endpoint local() {
    return local;
  }

  /// Waits, without any buffer, until [#receive] may have something.
  public void awaitReadable() throws IOException {
    Readiness.await(channel, READABLE, Deadline.NONE);
  }

  /// Takes the next datagram, without waiting. Of one that does not fit, the rest is lost.
  ///
  /// @return who sent it; empty if there is none
  public Optional<InetSocketAddress> receive(ByteBuffer into) throws IOException {
    return Optional.ofNullable((InetSocketAddress) channel.receive(into));
  }

  /// Sends one datagram, waiting while the system has no room for it.
  ///
  /// @throws java.nio.channels.ClosedByInterruptException if the thread is interrupted
  /// @throws IOException if the system refuses to send it, which says nothing about the next
  public void send(ByteBuffer datagram, InetSocketAddress to) throws IOException {
    try {
      boolean empty = !datagram.hasRemaining();
      // Of an empty one, no room and success look alike: one try has to do.
      while (channel.send(datagram, to) == 0 && !empty) {
        Readiness.await(channel, WRITABLE, Deadline.NONE);
      }
    } catch (UnsupportedAddressTypeException e) {
      throw new SocketException("no IPv6 here to reach " + to);
    }
  }

  /// Sends several at once, waiting while the system has no room for them.
  ///
  /// @return false if this cannot be done: then each has to be sent by itself
  /// @throws java.nio.channels.ClosedByInterruptException if the thread is interrupted
  public boolean send(DatagramRun run) throws IOException {
    while (run.length(0) < togetherBelow) {
      switch (run.segments().send(Readiness.descriptor(channel), family, run)) {
        case SENT -> {
          return true;
        }
        case FULL -> Readiness.await(channel, WRITABLE, Deadline.NONE);
        case TOO_LONG -> togetherBelow = run.length(0);
        case REFUSED -> {
          return false;
        }
      }
    }
    return false;
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      // The descriptor is free in any case.
    }
  }
}
