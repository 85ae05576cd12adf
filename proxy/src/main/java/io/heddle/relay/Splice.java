package io.heddle.relay;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import io.heddle.foreign.Errno;
import io.heddle.foreign.Linux;
import io.heddle.foreign.NativeFunctions;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.net.SocketException;

/// System calls of Linux that move bytes between sockets inside the kernel: splice(2), pipe2(2).
final class Splice {
  private static final MethodHandle SPLICE =
      NativeFunctions.findWithErrno(
          "splice",
          FunctionDescriptor.of(
              JAVA_LONG, JAVA_INT, ADDRESS, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT));
  private static final MethodHandle PIPE2 =
      NativeFunctions.findWithErrno("pipe2", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT));
  private static final MethodHandle FCNTL =
      NativeFunctions.find("fcntl", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT));
  private static final MethodHandle CLOSE =
      NativeFunctions.find("close", FunctionDescriptor.of(JAVA_INT, JAVA_INT));

  private Splice() {}

  /// Moves up to `count` bytes from one descriptor to another, one of which is a pipe, without
  /// waiting.
  ///
  /// @return the number of bytes; 0 at the end of the stream; -1 if none can be moved now
  /// @throws IOException if either end is broken
  /// @throws UnsupportedOperationException if the system cannot do this with these descriptors
  static int splice(Errno errno, int from, int to, int count) throws IOException {
    while (true) {
      long moved = call(errno, from, to, count);
      if (moved >= 0) {
        return (int) moved;
      }
      switch (errno.value()) {
        case Linux.EINTR -> {}
        case Linux.EAGAIN -> {
          return -1;
        }
        case Linux.EINVAL, Linux.ENOSYS, Linux.EPERM ->
            throw new UnsupportedOperationException("this system does not splice these sockets");
        case Linux.ECONNRESET -> throw new SocketException("Connection reset");
        default -> throw new IOException("splice failed with error " + errno.value());
      }
    }
  }

  private static long call(Errno errno, int from, int to, int count) {
    try {
      return (long)
          SPLICE.invokeExact(
              errno.memory(),
              from,
              MemorySegment.NULL,
              to,
              MemorySegment.NULL,
              (long) count,
              Linux.SPLICE_F_MOVE | Linux.SPLICE_F_NONBLOCK);
    } catch (Throwable e) {
      throw NativeFunctions.impossible(e);
    }
  }

  /// An empty pipe of [Pipe#CAPACITY], or of less where the system allows no more.
  ///
  /// @throws IOException if there is no descriptor left
  static Pipe openPipe() throws IOException {
    Errno errno = new Errno();
    MemorySegment ends = Arena.ofAuto().allocate(JAVA_INT, 2);
    if (pipe(errno, ends) != 0) {
      throw new IOException("no pipe: error " + errno.value());
    }
    int output = ends.getAtIndex(JAVA_INT, 0);
    int input = ends.getAtIndex(JAVA_INT, 1);
    setCapacity(input);
    return new Pipe(input, output, errno);
  }

  private static int pipe(Errno errno, MemorySegment ends) {
    try {
      return (int) PIPE2.invokeExact(errno.memory(), ends, Linux.O_NONBLOCK | Linux.O_CLOEXEC);
    } catch (Throwable e) {
      throw NativeFunctions.impossible(e);
    }
  }

  private static void setCapacity(int pipe) {
    try {
      int _ = (int) FCNTL.invokeExact(pipe, Linux.F_SETPIPE_SZ, Pipe.CAPACITY);
    } catch (Throwable e) {
      throw NativeFunctions.impossible(e);
    }
  }

  static void close(int descriptor) {
    try {
      int _ = (int) CLOSE.invokeExact(descriptor);
    } catch (Throwable e) {
      throw NativeFunctions.impossible(e);
    }
  }
}
