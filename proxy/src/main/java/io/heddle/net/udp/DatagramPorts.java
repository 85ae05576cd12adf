package io.heddle.net.udp;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.channels.DatagramChannel;

/// Opens UDP sockets.
public final class DatagramPorts {
  /// How datagrams move.
  public enum Means {
    /// As cheaply as the system can: several in one system call.
    BEST,
    /// As every system can: one by one.
    PLAIN
  }

  /// What the kernel may keep for a receiver that is busy, as far as the system allows it.
  private static final int RECEIVE_BUFFER = 1024 * 1024;

  private final Means wanted;

  /// @param wanted where the system cannot do it, they move as they can
  public DatagramPorts(Means wanted) {
    this.wanted = wanted;
  }

  /// Asked for only when there is an association: to find out takes some time, which every start
  /// would wait for.
  private Means means() {
    return wanted == Means.BEST && LinuxUdp.AVAILABLE ? Means.BEST : Means.PLAIN;
  }

  /// A socket on one address of this machine, which its datagrams leave from and which alone
  /// receives. The caller closes it.
  ///
  /// @param port 0 for a free one
  /// @throws java.net.BindException if the port is taken
  public DatagramPort open(InetAddress address, int port) throws IOException {
    StandardProtocolFamily family =
        address instanceof Inet4Address
            ? StandardProtocolFamily.INET
            : StandardProtocolFamily.INET6;
    return bind(family, new InetSocketAddress(address, port));
  }

  /// A socket on a free port of every address, for both families where the system has both; the
  /// system chooses for each datagram the address it leaves from. The caller closes it.
  public DatagramPort openToAll() throws IOException {
    try {
      return bind(StandardProtocolFamily.INET6, new InetSocketAddress(0));
    } catch (UnsupportedOperationException e) {
      return bind(StandardProtocolFamily.INET, new InetSocketAddress(0));
    }
  }

  private DatagramPort bind(StandardProtocolFamily family, InetSocketAddress address)
      throws IOException {
    DatagramChannel channel = DatagramChannel.open(family);
    try {
      channel.configureBlocking(false);
      channel.setOption(StandardSocketOptions.SO_RCVBUF, RECEIVE_BUFFER);
      channel.bind(address);
      return new DatagramPort(channel, family, means());
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }
}
