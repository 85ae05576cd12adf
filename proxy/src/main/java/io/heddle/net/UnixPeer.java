package io.heddle.net;

import io.heddle.address.Address;
import io.heddle.address.UnixUser;
import io.heddle.jdk.BlockingCheck;
import io.heddle.jdk.Platform;
import io.heddle.net.scheduler.BlockingCalls;
import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import jdk.net.ExtendedSocketOptions;

/// User at the other end of an accepted UNIX socket. A client may bind its end to any path, so the path
/// proves nothing.
///
/// The name comes from the user database, which may be a server that does not answer. Then the clients
/// of UNIX sockets wait a little, and have no name.
final class UnixPeer {
  private static final Duration PATIENCE = Duration.ofSeconds(1);
  private static final BlockingCalls LOOKUPS = new BlockingCalls("peer-names", 4);

  private UnixPeer() {}

  /// The user, by name; without a name if there is none in time.
  static Address of(SocketChannel channel) {
    try {
      return LOOKUPS.call(PATIENCE, () -> find(channel));
    } catch (IOException e) {
      return new UnixUser("");
    }
  }

  private static Address find(SocketChannel channel) {
    assert BlockingCheck.isAllowed();
    if (!Platform.hasPeerCredentials()) {
      return new UnixUser("");
    }
    try {
      return new UnixUser(channel.getOption(ExtendedSocketOptions.SO_PEERCRED).user().getName());
    } catch (IOException | UnsupportedOperationException e) {
      return new UnixUser("");
    }
  }
}
