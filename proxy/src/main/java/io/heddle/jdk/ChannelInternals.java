package io.heddle.jdk;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.Channel;
import sun.nio.ch.Net;
import sun.nio.ch.SelChImpl;

/// The JDK's own interface to its selectable channels.
public final class ChannelInternals {
  /// The events of poll(2), which epoll(7) shares.
  public static final short POLLIN = Net.POLLIN;

  public static final short POLLOUT = Net.POLLOUT;

  /// The end of connect(2).
  public static final short POLLCONN = Net.POLLCONN;

  private ChannelInternals() {}

  /// The descriptor of a channel, valid until the channel is closed.
  public static int descriptor(Channel channel) {
    return ((SelChImpl) channel).getFDVal();
  }

  /// Parks the calling virtual thread at the JDK's poller until the channel is ready, the thread is
  /// interrupted or the time is over.
  ///
  /// @param events of those above
  /// @param nanos 0 for no limit
  public static void park(Channel channel, int events, long nanos) throws IOException {
    ((SelChImpl) channel).park(events, nanos);
  }

  /// Where a socket is bound, as the system says, not the channel.
  public static InetSocketAddress localAddress(Channel channel) throws IOException {
    return Net.localAddress(((SelChImpl) channel).getFD());
  }
}
