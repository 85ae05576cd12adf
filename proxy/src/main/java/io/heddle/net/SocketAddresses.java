package io.heddle.net;

import io.heddle.address.Address;
import io.heddle.address.Endpoint;
import io.heddle.address.Host;
import io.heddle.address.UnixPath;
import io.heddle.address.UnixUser;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.NetworkChannel;
import java.nio.channels.SocketChannel;
import jdk.net.ExtendedSocketOptions;

/// Conversions from the JDK's socket addresses to [Address].
public final class SocketAddresses {
  private SocketAddresses() {}

  /// The address as a value; [Endpoint#UNSPECIFIED] for none, as of a TCP socket that the peer has
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

  /// The user at the other end of an accepted UNIX socket. The path to which a client may have bound
  /// its end proves nothing, since the client chooses it.
  static Address peer(SocketChannel channel) {
    try {
      return new UnixUser(channel.getOption(ExtendedSocketOptions.SO_PEERCRED).user().getName());
    } catch (IOException | UnsupportedOperationException e) {
      return new UnixUser("");
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
}
