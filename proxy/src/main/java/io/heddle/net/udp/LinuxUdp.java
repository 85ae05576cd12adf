package io.heddle.net.udp;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// The system calls of Linux for datagrams: sendmsg(2) and recvmmsg(2). The only file with
/// native calls for datagrams. For one thread at a time.
@SuppressWarnings("restricted")
public final class LinuxUdp {
  /// The layouts of [GsoSender] and [RecvmmsgBuffers] are those of 64 bits, the lowest first.
  public static final boolean AVAILABLE =
      System.getProperty("os.name").equals("Linux")
          && ADDRESS.byteSize() == 8
          && ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN;

  static final short AF_INET = 2;
  static final short AF_INET6 = 10;
  static final int EINTR = 4;
  static final int EAGAIN = 11;
  static final int EINVAL = 22;
  static final int EMSGSIZE = 90;
  private static final int MSG_DONTWAIT = 0x40;

  /// Found when first called: other systems have no recvmmsg, and must be able to ask whether this
  /// one has.
  private static final class Functions {
    private static final StructLayout CALL_STATE = Linker.Option.captureStateLayout();
    private static final VarHandle ERRNO =
        CALL_STATE.varHandle(MemoryLayout.PathElement.groupElement("errno"));
    private static final MethodHandle SENDMSG =
        named("sendmsg", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_INT));
    private static final MethodHandle RECVMMSG =
        named(
            "recvmmsg",
            FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT, ADDRESS));

    private static MethodHandle named(String name, FunctionDescriptor signature) {
      Linker linker = Linker.nativeLinker();
      return linker.downcallHandle(
          linker.defaultLookup().findOrThrow(name),
          signature,
          Linker.Option.captureCallState("errno"));
    }
  }

  private final MemorySegment errno = Arena.ofAuto().allocate(Functions.CALL_STATE);

  /// Of the last call that has failed.
  int error() {
    return (int) Functions.ERRNO.get(errno, 0L);
  }

  /// Sends one message, without waiting.
  ///
  /// @param message a msghdr
  /// @return less than 0 if it failed
  long send(int descriptor, MemorySegment message) {
    try {
      return (long) Functions.SENDMSG.invokeExact(errno, descriptor, message, MSG_DONTWAIT);
    } catch (Throwable e) {
      throw new AssertionError("a native call throws nothing", e);
    }
  }

  /// Receives messages, without waiting.
  ///
  /// @param messages an array of mmsghdr
  /// @return how many; less than 0 if it failed
  int receive(int descriptor, MemorySegment messages, int most) {
    try {
      return (int)
          Functions.RECVMMSG.invokeExact(
              errno, descriptor, messages, most, MSG_DONTWAIT, MemorySegment.NULL);
    } catch (Throwable e) {
      throw new AssertionError("a native call throws nothing", e);
    }
  }
}
