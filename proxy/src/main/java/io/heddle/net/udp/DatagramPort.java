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

/// A UDP socket that speaks with anyone.
///
/// It is never connected, so an ICMP error that some peer caused is nobody's failure. One thread
/// may receive while others send. Whoever opens it closes it, once no thread uses it.
public final class DatagramPort implements AutoCloseable {
  /// 65,535 less the headers of IPv4 and UDP.
  private static final int LONGEST_BY_IPV4 = 65_507;

  /// 65,535 less the header of UDP; that of IPv6 does not count.
  private static final int LONGEST_BY_IPV6 = 65_527;

  private final DatagramChannel channel;
  private final ProtocolFamily family;
  private final Endpoint local;
  private final UdpSource source = new UdpSource();
  private final ReentrantLock waiting = new ReentrantLock();
  private boolean receivesTogether;

  /// Datagrams shorter than this may leave together.
  private volatile int togetherBelow;

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

  /// The channel that is readable when [#receive] may have something: for a thread that waits for
  /// several at once.
  public SelectableChannel channel() {
    return channel;
  }

  /// Waits, without any buffer, until [#receive] may have something.
  public void awaitReadable() throws IOException {
    Readiness.await(channel, READABLE, Deadline.NONE);
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

  /// Sends one datagram, waiting while the system has no room for it.
  ///
  /// @throws java.nio.channels.ClosedByInterruptException if the thread is interrupted
  /// @throws IOException if the system refuses to send it, which says nothing about the next
  public void send(ByteBuffer datagram, InetSocketAddress to) throws IOException {
    try {
      boolean empty = !datagram.hasRemaining();
      // Of an empty one, no room and success look alike: one try has to do.
      while (channel.send(datagram, to) == 0 && !empty) {
        awaitRoom();
      }
    } catch (UnsupportedAddressTypeException e) {
      throw new SocketException("no IPv6 here to reach " + to);
    }
  }

  /// Sends what waits in a run, waiting while the system has no room for it.
  ///
  /// @return false if this cannot be done: then each has to be sent by itself
  /// @throws java.nio.channels.ClosedByInterruptException if the thread is interrupted
  public boolean send(GsoBatch run) throws IOException {
    while (run.length(0) < togetherBelow) {
      switch (run.segments().send(Readiness.descriptor(channel), family, run)) {
        case SENT -> {
          return true;
        }
        case FULL -> awaitRoom();
        case TOO_LONG -> togetherBelow = run.length(0);
        case REFUSED -> {
          return false;
        }
      }
    }
    return false;
  }

  /// One thread after the other, since only one can be told.
  private void awaitRoom() throws IOException {
    waiting.lock();
    try {
      Readiness.await(channel, WRITABLE, Deadline.NONE);
    } finally {
      waiting.unlock();
    }
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
