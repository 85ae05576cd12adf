package io.heddle.net.namespace;

import io.heddle.jdk.BlockingCheck;
import io.heddle.jdk.Platform;
import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/// Network namespace of the process at the other end of a UNIX socket, whose path leads out of every
/// network namespace.
public final class PeerNamespace {
  private static final Path OWN = Platform.proc().resolve("self/ns/net");

  private PeerNamespace() {}

  /// Whether the process has the network namespace of this one, as far as the system tells: always,
  /// where there are none. A process that is gone, or hides, does not have it.
  public static boolean isOwn(SocketChannel connection) {
    assert BlockingCheck.isAllowed();
    if (!Files.exists(OWN)) {
      return true;
    }
    try {
      Path other = Platform.proc().resolve(PeerProcess.pid(connection) + "/ns/net");
      return Files.readSymbolicLink(other).equals(Files.readSymbolicLink(OWN));
    } catch (IOException e) {
      return false;
    }
  }
}
