package io.heddle.net;

import io.heddle.address.Address;
import io.heddle.address.Endpoint;
import io.heddle.address.Host;
import io.heddle.address.UnixPath;
import io.heddle.address.UnixUser;
import io.heddle.jdk.BlockingCheck;
import io.heddle.net.scheduler.BlockingCalls;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.NetworkChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import jdk.net.ExtendedSocketOptions;

/// Conversions from the JDK's socket addresses to [Address].
public final class SocketAddresses {
  /// The time that a client of a UNIX socket waits for its name.
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private static final BlockingCalls PEER_NAMES = new BlockingCalls("peer-names", 4);

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
  ///
  /// The name comes from the user database, which may be a server that does not answer. Then the
  /// clients of UNIX sockets wait, and have no name in the end.
  static Address peer(SocketChannel channel) {
    try {
      return PEER_NAMES.call(PATIENCE, () -> findPeer(channel));
    } catch (IOException e) {
      return new UnixUser("");
    }
  }

  private static Address findPeer(SocketChannel channel) {
    assert BlockingCheck.isAllowed();
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
