package io.heddle.net.udp;

import io.heddle.address.Endpoint;
import io.heddle.net.Sockets;
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

/// UDP socket that is not connected, so that it exchanges datagrams with any peer.
///
/// ICMP errors are not reported to such a socket, so one peer's error fails nothing. No method waits:
/// wait for [#channel]. Not thread-safe. The caller that opened the port closes it.
public final class UdpSocket implements AutoCloseable {
  /// 65,535 less the headers of IPv4 and UDP.
  private static final int MAX_LENGTH_BY_IPV4 = 65_507;

  /// 65,535 less the header of UDP. The header of IPv6 does not count.
  private static final int MAX_LENGTH_BY_IPV6 = 65_527;

  private final DatagramChannel channel;
  private final ProtocolFamily family;
  private final Endpoint local;
  private final SourceAddressDecoder sources = new SourceAddressDecoder();
  private boolean batchedReceive;

  /// Only datagrams shorter than this are sent in batches.
  private int batchedSendBelow;

  /// A port over a channel, which it closes.
  ///
  /// @param channel bound, and in non-blocking mode
  UdpSocket(DatagramChannel channel, ProtocolFamily family, UdpSockets.Batching batching) {
    this.channel = channel;
    this.family = family;
    batchedReceive = batching == UdpSockets.Batching.BATCHED;
    batchedSendBelow = batching == UdpSockets.Batching.BATCHED ? Integer.MAX_VALUE : 0;
    local = Sockets.local(channel) instanceof Endpoint endpoint ? endpoint : Endpoint.UNSPECIFIED;
  }

  /// The most bytes of a datagram to `address`.
  public static int maxLength(InetAddress address) {
    return address instanceof Inet4Address ? MAX_LENGTH_BY_IPV4 : MAX_LENGTH_BY_IPV6;
  }

  /// The address where it receives.
  public Endpoint local() {
    return local;
  }

  /// The channel, which is readable when [#receive] may return datagrams, and writable when the socket
  /// may have room for [#send].
  public SelectableChannel channel() {
    return channel;
  }

  /// Receives the datagrams that are there, as many as the batch has room for, without waiting.
  ///
  /// @param batch cleared first
  public void receive(ReceiveBatch batch) throws IOException {
    batch.clear();
    batchedReceive = batchedReceive && batch.receive(Readiness.descriptor(channel), sources);
    if (!batchedReceive) {
      receiveOneByOne(batch);
    }
  }

  private void receiveOneByOne(ReceiveBatch batch) throws IOException {
    while (!batch.isFull()) {
      InetSocketAddress from = (InetSocketAddress) channel.receive(batch.nextSlot());
      if (from == null) {
        return;
      }
      batch.add(from);
    }
  }

  /// Sends one datagram, without waiting.
  ///
  /// @return false if the socket has no room for it at the moment
  /// @throws IOException if the system refuses to send it, which says nothing about the next
  public boolean send(ByteBuffer datagram, InetSocketAddress to) throws IOException {
    // The result for an empty datagram is 0 in any case, so it counts as sent.
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
    /// The system does not send this batch: the caller sends each datagram by itself.
    UNSUPPORTED
  }

  /// Sends all datagrams of a batch in one system call, without waiting.
  public BatchResult send(GsoBatch batch) {
    // The descriptor of a closed socket may be another's.
    while (channel.isOpen() && batch.length(0) < batchedSendBelow) {
      switch (batch.sender().send(Readiness.descriptor(channel), family, batch)) {
        case SENT -> {
          return BatchResult.SENT;
        }
        case FULL -> {
          return BatchResult.FULL;
        }
        case TOO_LONG -> batchedSendBelow = batch.length(0);
        case REFUSED -> {
          return BatchResult.UNSUPPORTED;
        }
      }
    }
    return BatchResult.UNSUPPORTED;
  }

  @Override
  public void close() {
    Readiness.forget(channel);
    try {
      channel.close();
    } catch (IOException e) {
      // The descriptor is closed in any case.
    }
  }
}
