package io.heddle.net.namespace;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import io.heddle.foreign.Linux;
import io.heddle.foreign.NativeFunctions;
import io.heddle.net.scheduler.Readiness;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.channels.SocketChannel;
import java.util.Optional;

/// Process at the other end of a UNIX socket, as the system names it (SO_PEERCRED, unix(7)): that
/// which has connected, or which listens. `ucred { pid, uid, gid }`, 4 bytes each.
///
/// A path of a UNIX socket is reachable from every network namespace, and all programs of a user may
/// replace it; so each side of a [HandoverSocket] asks whose process the other is.
public final class PeerProcess {
  private static final int SIZE = 12;
  private static final MethodHandle GETSOCKOPT =
      NativeFunctions.find(
          "getsockopt",
          FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS, ADDRESS));

  private PeerProcess() {}

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

  /// Whether two connections lead to the same process.
  public static boolean isSame(SocketChannel one, SocketChannel other) {
    return pid(one) == pid(other);
  }

  /// Whether it is a process, or one that this has started, at any depth.
  public static boolean descendsFrom(SocketChannel connection, long ancestor) {
    return isWithin(ProcessHandle.of(pid(connection)), ancestor);
  }

  /// Whether this process descends from it.
  public static boolean isAncestor(SocketChannel connection) {
    return isWithin(ProcessHandle.current().parent(), pid(connection));
  }

  private static boolean isWithin(Optional<ProcessHandle> start, long ancestor) {
    Optional<ProcessHandle> one = start;
    while (one.isPresent()) {
      if (one.get().pid() == ancestor) {
        return true;
      }
      one = one.get().parent();
    }
    return false;
  }
}
