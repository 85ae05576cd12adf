package io.heddle.net.udp;

import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketAddress;
import java.net.SocketOption;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.MembershipKey;
import java.nio.channels.spi.SelectorProvider;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// UDP socket that sends nothing, and has room for as many datagrams as a test says. A real one on
/// loopback is never full.
public final class FullableChannel extends DatagramChannel {
  private final List<String> sent = new ArrayList<>();
  private int room;

  /// A socket without room.
  public FullableChannel() {
    super(SelectorProvider.provider());
  }

  /// A port with this socket, which sends datagrams one by one.
  public UdpSocket port() {
    return new UdpSocket(this, StandardProtocolFamily.INET, UdpSockets.Batching.SINGLE);
  }

  /// Makes room for so many datagrams more.
  public void makeRoom(int datagrams) {
    room += datagrams;
  }

  /// The datagrams that have been sent, each as its text and its address.
  public List<String> sent() {
    return List.copyOf(sent);
  }

  /// A batch of datagrams that have been received, each of one text.
  public static ReceiveBatch received(String... texts) {
    ReceiveBatch batch = new ReceiveBatch();
    for (String text : texts) {
      batch.nextSlot().put(text.getBytes(StandardCharsets.ISO_8859_1));
      batch.add(new InetSocketAddress(0));
    }
    return batch;
  }

  @Override
  public int send(ByteBuffer datagram, SocketAddress target) throws ClosedChannelException {
    if (!isOpen()) {
      throw new ClosedChannelException();
    }
    if (room == 0) {
      return 0;
    }
    room--;
    int length = datagram.remaining();
    sent.add(StandardCharsets.ISO_8859_1.decode(datagram) + " to " + port(target));
    return length;
  }

  private static int port(SocketAddress target) {
    return ((InetSocketAddress) target).getPort();
  }

  @Override
  public SocketAddress getLocalAddress() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 9);
  }

  @Override
  public DatagramChannel bind(SocketAddress local) {
    throw new UnsupportedOperationException();
  }

  @Override
  public <T> DatagramChannel setOption(SocketOption<T> name, T value) {
    throw new UnsupportedOperationException();
  }

  @Override
  public <T> T getOption(SocketOption<T> name) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Set<SocketOption<?>> supportedOptions() {
    return Set.of();
  }

  @Override
  public DatagramSocket socket() {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean isConnected() {
    return false;
  }

  @Override
  public DatagramChannel connect(SocketAddress remote) {
    throw new UnsupportedOperationException();
  }

  @Override
  public DatagramChannel disconnect() {
    return this;
  }

  @Override
  public SocketAddress getRemoteAddress() {
    throw new UnsupportedOperationException();
  }

  @Override
  public SocketAddress receive(ByteBuffer into) {
    throw new UnsupportedOperationException();
  }

  @Override
  public int read(ByteBuffer into) {
    throw new UnsupportedOperationException();
  }

  @Override
  public long read(ByteBuffer[] into, int offset, int length) {
    throw new UnsupportedOperationException();
  }

  @Override
  public int write(ByteBuffer from) {
    throw new UnsupportedOperationException();
  }

  @Override
  public long write(ByteBuffer[] from, int offset, int length) {
    throw new UnsupportedOperationException();
  }

  @Override
  public MembershipKey join(InetAddress group, NetworkInterface at) {
    throw new UnsupportedOperationException();
  }

  @Override
  public MembershipKey join(InetAddress group, NetworkInterface at, InetAddress source) {
    throw new UnsupportedOperationException();
  }

  @Override
  protected void implCloseSelectableChannel() {}

  @Override
  protected void implConfigureBlocking(boolean block) {}
}
