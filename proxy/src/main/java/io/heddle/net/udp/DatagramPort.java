package io.heddle.net.udp;

import static io.heddle.net.scheduler.Readiness.Event.READABLE;
import static io.heddle.net.scheduler.Readiness.Event.WRITABLE;

import io.heddle.address.Endpoint;
import io.heddle.net.SocketAddresses;
import io.heddle.net.scheduler.Readiness;
import io.heddle.time.Deadline;
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
import java.util.concurrent.locks.ReentrantLock;

/// UDP socket that is not connected, so that it exchanges datagrams with any peer.
///
/// ICMP errors are not reported to such a socket, so one peer's error fails nothing. One thread may
/// receive while others send. The caller that opened the port closes it, once no thread uses it.
public final class DatagramPort implements AutoCloseable {
  /// 65,535 less the headers of IPv4 and UDP.
  private static final int LONGEST_BY_IPV4 = 65_507;

  /// 65,535 less the header of UDP. The header of IPv6 does not count.
  private static final int LONGEST_BY_IPV6 = 65_527;

  private final DatagramChannel channel;
  private final ProtocolFamily family;
  private final Endpoint local;
  private final SourceAddressDecoder sources = new SourceAddressDecoder();
  private final ReentrantLock sendWait = new ReentrantLock();
  private boolean batchedReceive;

  /// Only datagrams shorter than this are sent in batches.
  private volatile int batchedSendBelow;

  /// A port over a channel, which it closes.
  ///
  /// @param channel bound, and in non-blocking mode
  DatagramPort(DatagramChannel channel, ProtocolFamily family, DatagramPorts.Batching batching) {
    this.channel = channel;
    this.family = family;
    batchedReceive = batching == DatagramPorts.Batching.BATCHED;
    batchedSendBelow = batching == DatagramPorts.Batching.BATCHED ? Integer.MAX_VALUE : 0;
    local =
        SocketAddresses.local(channel) instanceof Endpoint endpoint
            ? endpoint
            : Endpoint.UNSPECIFIED;
  }

  /// The most bytes of a datagram to `address`.
  public static int maxLength(InetAddress address) {
    return address instanceof Inet4Address ? LONGEST_BY_IPV4 : LONGEST_BY_IPV6;
  }

  /// The address where it receives.
  public Endpoint local() {
    return local;
  }

  /// The channel that is readable when [#receive] may return datagrams: for a thread that waits for
  /// several channels.
  public SelectableChannel channel() {
    return channel;
  }

  /// Waits, without a buffer, until [#receive] may return datagrams.
  public void awaitReadable() throws IOException {
    Readiness.await(channel, READABLE, Deadline.NONE);
  }

  /// Receives the datagrams that are there, as many as the batch has room for, without waiting.
  ///
  /// @param burst forgets what it has held
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

  /// Sends one datagram, waiting while the system has no room for it.
  ///
  /// @throws java.nio.channels.ClosedByInterruptException if the thread is interrupted
  /// @throws IOException if the system refuses to send it, which says nothing about the next
  public void send(ByteBuffer datagram, InetSocketAddress to) throws IOException {
    try {
      boolean empty = !datagram.hasRemaining();
      // The result for an empty datagram is 0 in any case, so there is one try.
      while (channel.send(datagram, to) == 0 && !empty) {
        awaitRoom();
      }
    } catch (UnsupportedAddressTypeException e) {
      throw new SocketException("no IPv6 here to reach " + to);
    }
  }

  /// Sends a batch, waiting while the system has no room for it.
  ///
  /// @return false if it cannot be sent as a batch: then the caller sends each datagram by itself
  /// @throws java.nio.channels.ClosedByInterruptException if the thread is interrupted
  public boolean send(GsoBatch batch) throws IOException {
    while (batch.length(0) < batchedSendBelow) {
      switch (batch.sender().send(Readiness.descriptor(channel), family, batch)) {
        case SENT -> {
          return true;
        }
        case FULL -> awaitRoom();
        case TOO_LONG -> batchedSendBelow = batch.length(0);
        case REFUSED -> {
          return false;
        }
      }
    }
    return false;
  }

  /// One thread at a time, since only one can wait for an event of a channel.
  private void awaitRoom() throws IOException {
    sendWait.lock();
    try {
      Readiness.await(channel, WRITABLE, Deadline.NONE);
    } finally {
      sendWait.unlock();
    }
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
