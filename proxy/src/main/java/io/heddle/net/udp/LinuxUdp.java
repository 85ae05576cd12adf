package io.heddle.net.udp;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import io.heddle.foreign.Errno;
import io.heddle.foreign.Linux;
import io.heddle.foreign.NativeFunctions;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/// System calls of Linux for datagrams: sendmsg(2) and recvmmsg(2). Not thread-safe.
public final class LinuxUdp {
  /// Whether this system has the calls, with the memory layouts of [GsoSender] and [RecvmmsgBuffers].
  public static final boolean AVAILABLE = Linux.isLittleEndian64();

  /// Found when first used, since other systems have no recvmmsg, where [#AVAILABLE] must work too.
  private static final class Functions {
    private static final MethodHandle SENDMSG =
        NativeFunctions.findWithErrno(
            "sendmsg", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_INT));
    private static final MethodHandle RECVMMSG =
        NativeFunctions.findWithErrno(
            "recvmmsg",
            FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT, ADDRESS));
  }

  private final Errno errno = new Errno();

  /// The error number of the last call, which has failed.
  int error() {
    return errno.value();
  }

  /// Sends one message, without waiting.
  ///
  /// @param message a msghdr
  /// @return less than 0 if the call failed
  long send(int descriptor, MemorySegment message) {
    try {
      return (long)
          Functions.SENDMSG.invokeExact(errno.memory(), descriptor, message, Linux.MSG_DONTWAIT);
    } catch (Throwable e) {
      throw NativeFunctions.impossible(e);
    }
  }

  /// Receives messages, without waiting.
  ///
  /// @param messages an array of mmsghdr
  /// @return their number; less than 0 if the call failed
  int receive(int descriptor, MemorySegment messages, int count) {
    try {
      return (int)
          Functions.RECVMMSG.invokeExact(
              errno.memory(), descriptor, messages, count, Linux.MSG_DONTWAIT, MemorySegment.NULL);
    } catch (Throwable e) {
      throw NativeFunctions.impossible(e);
    }
  }
}
