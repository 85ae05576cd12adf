package io.heddle.relay;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.net.SocketException;

/// The system calls of Linux that move bytes between sockets inside the kernel (splice(2),
/// pipe2(2)). The only file with native calls for streams.
@SuppressWarnings("restricted")
final class Splice {
  private static final int SPLICE_F_MOVE = 1;
  private static final int SPLICE_F_NONBLOCK = 2;
  private static final int O_NONBLOCK = 0x800;
  private static final int O_CLOEXEC = 0x80000;
  private static final int F_SETPIPE_SZ = 1031;
  private static final int EPERM = 1;
  private static final int EINTR = 4;
  private static final int EAGAIN = 11;
  private static final int EINVAL = 22;
  private static final int ENOSYS = 38;
  private static final int ECONNRESET = 104;

  private static final StructLayout CALL_STATE = Linker.Option.captureStateLayout();
  private static final VarHandle ERRNO =
      CALL_STATE.varHandle(MemoryLayout.PathElement.groupElement("errno"));

  private static final MethodHandle SPLICE =
      function(
          "splice",
          FunctionDescriptor.of(
              JAVA_LONG, JAVA_INT, ADDRESS, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT));
  private static final MethodHandle PIPE2 =
      function("pipe2", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT));
  private static final MethodHandle FCNTL =
      function("fcntl", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT));
  private static final MethodHandle CLOSE =
      function("close", FunctionDescriptor.of(JAVA_INT, JAVA_INT));

  private Splice() {}

  private static MethodHandle function(String name, FunctionDescriptor signature) {
    Linker linker = Linker.nativeLinker();
    return linker.downcallHandle(
        linker.defaultLookup().findOrThrow(name),
        signature,
        Linker.Option.captureCallState("errno"));
  }

  /// Moves up to `count` bytes from one descriptor to another, one of which is a pipe, without
  /// waiting.
  ///
  /// @param errno room for the error number
  /// @return how many; 0 at the end of the stream; -1 if nothing can be moved now
  /// @throws IOException if an end is broken
  /// @throws UnsupportedOperationException if the system cannot do this with these descriptors
  static int splice(MemorySegment errno, int from, int to, int count) throws IOException {
    try {
      while (true) {
        long moved =
            (long)
                SPLICE.invokeExact(
                    errno,
                    from,
                    MemorySegment.NULL,
                    to,
                    MemorySegment.NULL,
                    (long) count,
                    SPLICE_F_MOVE | SPLICE_F_NONBLOCK);
        if (moved >= 0) {
          return (int) moved;
        }
        int error = (int) ERRNO.get(errno, 0L);
        if (error == EAGAIN) {
          return -1;
        }
        if (error == EINVAL || error == ENOSYS || error == EPERM) {
          throw new UnsupportedOperationException("this system does not splice these sockets");
        }
        if (error == ECONNRESET) {
          throw new SocketException("Connection reset");
        }
        if (error != EINTR) {
          throw new IOException("splice failed with error " + error);
        }
      }
    } catch (RuntimeException | IOException e) {
      throw e;
    } catch (Throwable e) {
      throw new AssertionError("a native call throws nothing", e);
    }
  }

  /// An empty pipe of [Pipe#CAPACITY], or of less where the system allows no more.
  ///
  /// @throws IOException if there is no descriptor left
  static Pipe openPipe() throws IOException {
    MemorySegment errno = Arena.ofAuto().allocate(CALL_STATE);
    MemorySegment ends = Arena.ofAuto().allocate(JAVA_INT, 2);
    if (call(() -> (int) PIPE2.invokeExact(errno, ends, O_NONBLOCK | O_CLOEXEC)) != 0) {
      throw new IOException("no pipe: error " + (int) ERRNO.get(errno, 0L));
    }
    int output = ends.getAtIndex(JAVA_INT, 0);
    int input = ends.getAtIndex(JAVA_INT, 1);
    call(() -> (int) FCNTL.invokeExact(errno, input, F_SETPIPE_SZ, Pipe.CAPACITY));
    return new Pipe(input, output, errno);
  }

  static void close(MemorySegment errno, int descriptor) {
    call(() -> (int) CLOSE.invokeExact(errno, descriptor));
  }

  private interface NativeCall {
    int run() throws Throwable;
  }

  private static int call(NativeCall function) {
    try {
      return function.run();
    } catch (Throwable e) {
      throw new AssertionError("a native call throws nothing", e);
    }
  }
}
