package io.heddle.net.namespace;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import io.heddle.foreign.Linux;
import io.heddle.foreign.NativeFunctions;
import io.heddle.jdk.BlockingCheck;
import io.heddle.jdk.Platform;
import io.heddle.net.scheduler.Readiness;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.net.StandardProtocolFamily;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// Network namespace, by the number that the kernel gives to each and never again to another
/// (SO_NETNS_COOKIE, Linux 5.14). A UNIX socket has one, too, although its path leads out of every
/// namespace: a connection that was accepted has that of the client.
///
/// The process id of the client does not tell it safely. A client that has ended may have left the
/// connection to another process, and its number to a third.
public record NetworkNamespace(long cookie) {
  private static final Path OWN = Platform.proc().resolve("self/ns/net");
  private static final MethodHandle GETSOCKOPT =
      NativeFunctions.find(
          "getsockopt",
          FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS, ADDRESS));

  /// The namespace of a socket; empty if the system does not tell.
  public static Optional<NetworkNamespace> of(int descriptor) {
    if (!Linux.isLittleEndian64()) {
      return Optional.empty();
    }
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment value = arena.allocate(JAVA_LONG);
      MemorySegment length = arena.allocateFrom(JAVA_INT, (int) JAVA_LONG.byteSize());
      int result =
          (int)
              GETSOCKOPT.invokeExact(
                  descriptor, Linux.SOL_SOCKET, Linux.SO_NETNS_COOKIE, value, length);
      return result == 0
          ? Optional.of(new NetworkNamespace(value.get(JAVA_LONG, 0)))
          : Optional.empty();
    } catch (Throwable e) {
      throw NativeFunctions.impossible(e);
    }
  }

  /// The namespace of the client of a connection that was accepted; empty if the system does not tell.
  public static Optional<NetworkNamespace> ofClient(SocketChannel accepted) {
    return of(Readiness.descriptor(accepted));
  }

  private static Optional<NetworkNamespace> own() {
    try (SocketChannel socket = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      return of(Readiness.descriptor(socket));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /// Whether the client of a connection that was accepted has the namespace of this process. Where the
  /// system has no such numbers, it is asked as [#isOwnOfPeer] does.
  public static boolean isOwnOfClient(SocketChannel accepted) {
    Optional<NetworkNamespace> client = ofClient(accepted);
    return client.isPresent() ? client.equals(own()) : isOwnOfPeer(accepted);
  }

  /// Whether the process at the other end of a UNIX socket has the network namespace of this one, as
  /// far as the system tells: always, where there are none. A process that is gone, or hides, does not
  /// have it.
  public static boolean isOwnOfPeer(SocketChannel connection) {
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
