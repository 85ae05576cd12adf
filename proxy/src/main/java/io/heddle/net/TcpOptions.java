package io.heddle.net;

import java.io.IOException;
import java.net.SocketOption;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import jdk.net.ExtendedSocketOptions;

/// The options of every TCP stream: small writes leave at once, and a peer that is gone without a
/// word is found out after 60 + 4 × 15 seconds.
public final class TcpOptions {
  private static final int IDLE_SECONDS = 60;
  private static final int INTERVAL_SECONDS = 15;
  private static final int PROBES = 4;

  private TcpOptions() {}

  /// Sets them, as far as the platform and the state of the socket allow: one that is already
  /// broken says so when it is read.
  public static void apply(SocketChannel channel) {
    set(channel, StandardSocketOptions.TCP_NODELAY, true);
    set(channel, StandardSocketOptions.SO_KEEPALIVE, true);
    set(channel, ExtendedSocketOptions.TCP_KEEPIDLE, IDLE_SECONDS);
    set(channel, ExtendedSocketOptions.TCP_KEEPINTERVAL, INTERVAL_SECONDS);
    set(channel, ExtendedSocketOptions.TCP_KEEPCOUNT, PROBES);
  }

  private static <T> void set(SocketChannel channel, SocketOption<T> option, T value) {
    try {
      channel.setOption(option, value);
    } catch (IOException | UnsupportedOperationException e) {
      // Not fatal, see above.
    }
  }
}
