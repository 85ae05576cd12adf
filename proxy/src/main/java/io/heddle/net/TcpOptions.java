package io.heddle.net;

import java.io.IOException;
import java.net.SocketOption;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import jdk.net.ExtendedSocketOptions;

/// The options of TCP streams: small writes leave at once, and where it is asked for, a peer that
/// is gone without a word is found out after 60 + 4 × 15 seconds.
public final class TcpOptions {
  private static final int IDLE_SECONDS = 60;
  private static final int INTERVAL_SECONDS = 15;
  private static final int PROBES = 4;

  private TcpOptions() {}

  /// Sets what every stream needs.
  public static void apply(SocketChannel channel) {
    set(channel, StandardSocketOptions.TCP_NODELAY, true);
  }

  /// Has the system ask a silent peer whether it is there. Four system calls, which only a stream
  /// that lasts is worth.
  static void keepAlive(SocketChannel channel) {
    set(channel, StandardSocketOptions.SO_KEEPALIVE, true);
    set(channel, ExtendedSocketOptions.TCP_KEEPIDLE, IDLE_SECONDS);
    set(channel, ExtendedSocketOptions.TCP_KEEPINTERVAL, INTERVAL_SECONDS);
    set(channel, ExtendedSocketOptions.TCP_KEEPCOUNT, PROBES);
  }

  /// As far as the platform and the state of the socket allow: one that is already broken says so
  /// when it is read.
  private static <T> void set(SocketChannel channel, SocketOption<T> option, T value) {
    try {
      channel.setOption(option, value);
    } catch (IOException | UnsupportedOperationException e) {
      // Not fatal, see above.
    }
  }
}
