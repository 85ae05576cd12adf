package io.heddle.net;

import java.io.IOException;
import java.net.SocketOption;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import jdk.net.ExtendedSocketOptions;

/// Options of TCP sockets: small writes leave at once (TCP_NODELAY), and with keep-alive, a peer that
/// has vanished is noticed after 60 + 4 × 15 seconds.
public final class TcpOptions {
  private static final int IDLE_SECONDS = 60;
  private static final int INTERVAL_SECONDS = 15;
  private static final int PROBES = 4;

  private TcpOptions() {}

  /// Sets the options of every stream.
  public static void apply(SocketChannel channel) {
    set(channel, StandardSocketOptions.TCP_NODELAY, true);
  }

  /// Makes the system probe a silent peer. It takes four system calls, so only streams that last get
  /// it.
  static void keepAlive(SocketChannel channel) {
    set(channel, StandardSocketOptions.SO_KEEPALIVE, true);
    set(channel, ExtendedSocketOptions.TCP_KEEPIDLE, IDLE_SECONDS);
    set(channel, ExtendedSocketOptions.TCP_KEEPINTERVAL, INTERVAL_SECONDS);
    set(channel, ExtendedSocketOptions.TCP_KEEPCOUNT, PROBES);
  }

  /// Sets an option where the platform and the state of the socket allow it. The next read shows
  /// that a socket is broken.
  private static <T> void set(SocketChannel channel, SocketOption<T> option, T value) {
    try {
      channel.setOption(option, value);
    } catch (IOException | UnsupportedOperationException e) {
      // Not fatal, see above.
    }
  }
}
