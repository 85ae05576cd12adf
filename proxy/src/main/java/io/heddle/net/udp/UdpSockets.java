package io.heddle.net.udp;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.channels.DatagramChannel;

/// Factory of UDP sockets.
public final class UdpSockets {
  /// The number of datagrams that move in one system call.
  public enum Batching {
    /// Several, where the system can do so.
    BATCHED,
    /// One.
    SINGLE
  }

  /// The bytes that the kernel keeps for a receiver that is busy, if the system allows so many.
  private static final int RECEIVE_BUFFER = 1024 * 1024;

  private final Batching batching;

  /// @param batching [Batching#BATCHED] is [Batching#SINGLE] where the system cannot do more
  public UdpSockets(Batching batching) {
    this.batching = batching;
  }

  /// Found out when the first socket is opened, since that takes time which every start would have to
  /// wait for.
  private Batching effectiveBatching() {
    return batching == Batching.BATCHED && LinuxUdp.AVAILABLE ? Batching.BATCHED : Batching.SINGLE;
  }

  /// A socket on one address of this machine, for sending and receiving. The caller closes it.
  ///
  /// @param port 0 for a free one
  /// @throws java.net.BindException if the port is taken
  public UdpSocket open(InetAddress address, int port) throws IOException {
    StandardProtocolFamily family =
        address instanceof Inet4Address
            ? StandardProtocolFamily.INET
            : StandardProtocolFamily.INET6;
    return bind(family, new InetSocketAddress(address, port));
  }

  /// A socket on a free port of all addresses, for both families if the system has both. The system
  /// chooses the source address of each datagram. The caller closes the socket.
  public UdpSocket openToAll() throws IOException {
    try {
      return bind(StandardProtocolFamily.INET6, new InetSocketAddress(0));
    } catch (UnsupportedOperationException e) {
      return bind(StandardProtocolFamily.INET, new InetSocketAddress(0));
    }
  }

  private UdpSocket bind(StandardProtocolFamily family, InetSocketAddress address)
      throws IOException {
    DatagramChannel channel = DatagramChannel.open(family);
    try {
      channel.configureBlocking(false);
      channel.setOption(StandardSocketOptions.SO_RCVBUF, RECEIVE_BUFFER);
      channel.bind(address);
      return new UdpSocket(channel, family, effectiveBatching());
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }
}
