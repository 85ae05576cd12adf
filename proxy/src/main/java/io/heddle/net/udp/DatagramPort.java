package io.heddle.net.udp;

import io.heddle.address.Endpoint;
import io.heddle.net.SocketAddresses;
import io.heddle.net.scheduler.Readiness;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProtocolFamily;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectableChannel;
import java.nio.channels.UnsupportedAddressTypeException;

/// A UDP socket that speaks with anyone.
///
/// It is never connected, so an ICMP error that some peer caused is nobody's failure. Nothing here
/// waits: wait for [#channel]. For one thread; its opener closes it.
public final class DatagramPort implements AutoCloseable {
  /// 65,535 less the headers of IPv4 and UDP.
  private static final int LONGEST_BY_IPV4 = 65_507;

  /// 65,535 less the header of UDP; that of IPv6 does not count.
  private static final int LONGEST_BY_IPV6 = 65_527;

  private final DatagramChannel channel;
  private final ProtocolFamily family;
  private final Endpoint local;
  private final UdpSource source = new UdpSource();
  private boolean receivesTogether;

  /// Datagrams shorter than this may leave together.
  private int togetherBelow;

  /// Takes over `channel`, which is bound and does not block.
  ///
  DatagramPort(DatagramChannel channel, ProtocolFamily family, DatagramPorts.Means means) {
    this.channel = channel;
    this.family = family;
    receivesTogether = means == DatagramPorts.Means.BEST;
    togetherBelow = means == DatagramPorts.Means.BEST ? Integer.MAX_VALUE : 0;
    local =
        SocketAddresses.local(channel) instanceof Endpoint endpoint
            ? endpoint
            : Endpoint.UNSPECIFIED;
  }

  /// How many bytes a datagram to `address` can have.
  public static int longest(InetAddress address) {
    return address instanceof Inet4Address ? LONGEST_BY_IPV4 : LONGEST_BY_IPV6;
  }

  /// Where it receives.
  public Endpoint local() {
    return local;
  }

  /// The channel that is readable when [#receive] may have something, and writable when [#send] may
  /// have room: for a thread that waits for several at once.
  public SelectableChannel channel() {
    return channel;
  }

  /// Takes what has come, as far as there is room for it, without waiting.
  ///
  /// @param burst forgets what it has held
  public void receive(ReceiveBatch burst) throws IOException {
    burst.clear();
    receivesTogether = receivesTogether && burst.receive(Readiness.descriptor(channel), source);
    if (!receivesTogether) {
      receiveOneByOne(burst);
    }
  }

  private void receiveOneByOne(ReceiveBatch burst) throws IOException {
    while (!burst.isFull()) {
      InetSocketAddress from = (InetSocketAddress) channel.receive(burst.next());
      if (from == null) {
        return;
      }
      burst.add(from);
    }
  }

  /// Sends one datagram, without waiting.
  ///
  /// @return false if the socket has no room for it at the moment
  /// @throws IOException if the system refuses to send it, which says nothing about the next
  public boolean send(ByteBuffer datagram, InetSocketAddress to) throws IOException {
    // Of an empty one, no room and success look alike: one try has to do.
    boolean empty = !datagram.hasRemaining();
    try {
      return channel.send(datagram, to) > 0 || empty;
    } catch (UnsupportedAddressTypeException e) {
      throw new SocketException("no IPv6 here to reach " + to);
    }
  }

  /// Result of sending a batch.
  public enum BatchResult {
    SENT,
    /// The socket has no room for it at the moment.
    FULL,
    /// The datagrams have to be sent one by one.
    NOT_TOGETHER
  }

  /// Sends all datagrams of a batch in one system call, without waiting.
  public BatchResult send(GsoBatch batch) {
    // The descriptor of a closed socket may be another's.
    while (channel.isOpen() && batch.length(0) < togetherBelow) {
      switch (batch.segments().send(Readiness.descriptor(channel), family, batch)) {
        case SENT -> {
          return BatchResult.SENT;
        }
        case FULL -> {
          return BatchResult.FULL;
        }
        case TOO_LONG -> togetherBelow = batch.length(0);
        case REFUSED -> {
          return BatchResult.NOT_TOGETHER;
        }
      }
    }
    return BatchResult.NOT_TOGETHER;
  }

  @Override
  public void close() {
    Readiness.forget(channel);
    try {
      channel.close();
    } catch (IOException e) {
      // The descriptor is free in any case.
    }
  }
}
