package io.heddle.net.namespace;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

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
      Path other = Platform.proc().resolve(Credentials.pid(connection) + "/ns/net");
      return Files.readSymbolicLink(other).equals(Files.readSymbolicLink(OWN));
    } catch (IOException e) {
      return false;
    }
  }

  /// Credentials of a peer (SO_PEERCRED, unix(7)): `ucred { pid, uid, gid }`, 4 bytes each. In a class of
  /// its own, so that systems without namespaces look for no function.
  private static final class Credentials {
    private static final int SIZE = 12;
    private static final MethodHandle GETSOCKOPT =
        NativeFunctions.find(
            "getsockopt",
            FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS, ADDRESS));

    /// The process id; 0, which no process has, if it is not known.
    static int pid(SocketChannel connection) {
      try (Arena arena = Arena.ofConfined()) {
        MemorySegment value = arena.allocate(SIZE, 4);
        MemorySegment length = arena.allocateFrom(JAVA_INT, SIZE);
        int result =
            (int)
                GETSOCKOPT.invokeExact(
                    Readiness.descriptor(connection),
                    Linux.SOL_SOCKET,
                    Linux.SO_PEERCRED,
                    value,
                    length);
        return result == 0 ? value.get(JAVA_INT, 0) : 0;
      } catch (Throwable e) {
        throw NativeFunctions.impossible(e);
      }
    }
  }
}
