package io.heddle.net;

import io.heddle.address.Address;
import io.heddle.address.Endpoint;
import io.heddle.address.Host;
import io.heddle.address.UnixPath;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.SocketOption;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.NetworkChannel;
import java.nio.channels.SocketChannel;
import jdk.net.ExtendedSocketOptions;

/// Addresses and options of the JDK's sockets.
public final class Sockets {
  private Sockets() {}

  /// The address as a value of the program; [Endpoint#UNSPECIFIED] for none, as of a TCP socket that the peer has
  /// already reset.
  public static Address of(SocketAddress address) {
    if (address instanceof InetSocketAddress inet) {
      return new Endpoint(new Host.Ip(inet.getAddress()), inet.getPort());
    }
    return address instanceof UnixDomainSocketAddress unix
        ? new UnixPath(unix.getPath().toString())
        : Endpoint.UNSPECIFIED;
  }

  /// Where a socket is bound; [Endpoint#UNSPECIFIED] if that cannot be told.
  public static Address local(NetworkChannel channel) {
    try {
      return of(channel.getLocalAddress());
    } catch (IOException e) {
      return Endpoint.UNSPECIFIED;
    }
  }

  /// Where a socket is connected; [Endpoint#UNSPECIFIED] if that cannot be told.
  static Address remote(SocketChannel channel) {
    try {
      return of(channel.getRemoteAddress());
    } catch (IOException e) {
      return Endpoint.UNSPECIFIED;
    }
  }

  /// Options of TCP sockets: small writes leave at once (TCP_NODELAY), and with keep-alive, a peer that
  /// has vanished is noticed after 60 + 4 × 15 seconds.
  public static final class TcpOptions {
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
}
