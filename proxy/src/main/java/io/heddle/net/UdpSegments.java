package io.heddle.net;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.net.ProtocolFamily;
import java.net.StandardProtocolFamily;

/// The system call of Linux that sends several datagrams at once (sendmsg(2) with UDP_SEGMENT,
/// udp(7)), and the memory for its arguments. The only file with native calls for datagrams.
///
///     msghdr ─┬─▶ name: sockaddr
///             ├─▶ iov: one for each datagram ─▶ the run's buffer
///             └─▶ control: UDP_SEGMENT, the size of each but the last
///
/// Most of what a datagram costs is its way through the kernel, which all of a run take together:
/// half of the CPU time of the whole relay where they come in bursts. sendmmsg(2) was rejected: it
/// saves only the entries into the kernel.
@SuppressWarnings("restricted")
final class UdpSegments {
  /// The layouts below are those of 64 bits.
  static final boolean AVAILABLE =
      System.getProperty("os.name").equals("Linux") && ADDRESS.byteSize() == 8;

  private static final short AF_INET = 2;
  private static final short AF_INET6 = 10;
  private static final int SOL_UDP = 17;
  private static final int UDP_SEGMENT = 103;
  private static final int EINTR = 4;
  private static final int EAGAIN = 11;
  private static final int EINVAL = 22;
  private static final int EMSGSIZE = 90;

  private static final int NAME_AT = 64;
  private static final int CONTROL_AT = 96;
  private static final int CONTROL_SIZE = 24;
  private static final int IOV_AT = 128;
  private static final int IOV_SIZE = 16;

  private static final StructLayout CALL_STATE = Linker.Option.captureStateLayout();
  private static final VarHandle ERRNO =
      CALL_STATE.varHandle(MemoryLayout.PathElement.groupElement("errno"));
  private static final MethodHandle SENDMSG =
      Linker.nativeLinker()
          .downcallHandle(
              Linker.nativeLinker().defaultLookup().findOrThrow("sendmsg"),
              FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_INT),
              Linker.Option.captureCallState("errno"));

  private final MemorySegment errno = Arena.ofAuto().allocate(CALL_STATE);
  private final MemorySegment memory =
      Arena.ofAuto().allocate(IOV_AT + (long) IOV_SIZE * DatagramRun.MOST, 8);

  UdpSegments() {
    memory.set(ADDRESS, 0, memory.asSlice(NAME_AT));
    memory.set(ADDRESS, 16, memory.asSlice(IOV_AT));
    memory.set(ADDRESS, 32, memory.asSlice(CONTROL_AT));
    memory.set(JAVA_LONG, 40, CONTROL_SIZE);
    memory.set(JAVA_LONG, CONTROL_AT, CONTROL_SIZE - 6L);
    memory.set(JAVA_INT, CONTROL_AT + 8L, SOL_UDP);
    memory.set(JAVA_INT, CONTROL_AT + 12L, UDP_SEGMENT);
  }

  /// What came of it.
  enum Outcome {
    SENT,
    /// There is no room in the socket at the moment.
    FULL,
    /// Not of this size together: they are longer than packets on the way.
    TOO_LONG,
    /// Not together; what is wrong, each will show by itself.
    REFUSED
  }

  /// Sends all of a run, without waiting.
  ///
  /// @param family of the socket
  Outcome send(int descriptor, ProtocolFamily family, DatagramRun run) {
    writeName(run.to(), family);
    writeVectors(run);
    memory.set(JAVA_SHORT, CONTROL_AT + 16L, (short) run.length(0));
    while (true) {
      if (sendmsg(descriptor) >= 0) {
        return Outcome.SENT;
      }
      switch ((int) ERRNO.get(errno, 0L)) {
        case EINTR -> {}
        case EAGAIN -> {
          return Outcome.FULL;
        }
        case EINVAL, EMSGSIZE -> {
          return Outcome.TOO_LONG;
        }
        default -> {
          return Outcome.REFUSED;
        }
      }
    }
  }

  private long sendmsg(int descriptor) {
    try {
      return (long) SENDMSG.invokeExact(errno, descriptor, memory, 0);
    } catch (Throwable e) {
      throw new AssertionError("a native call throws nothing", e);
    }
  }

  private void writeVectors(DatagramRun run) {
    long base = MemorySegment.ofBuffer(run.buffer().duplicate().clear()).address();
    for (int i = 0; i < run.count(); i++) {
      memory.set(JAVA_LONG, IOV_AT + (long) IOV_SIZE * i, base + run.start(i));
      memory.set(JAVA_LONG, IOV_AT + (long) IOV_SIZE * i + 8, run.length(i));
    }
    memory.set(JAVA_LONG, 24, run.count());
  }

  /// sockaddr_in for a socket of IPv4, else sockaddr_in6, in which an IPv4 address is mapped.
  private void writeName(InetSocketAddress to, ProtocolFamily family) {
    byte[] ip = to.getAddress().getAddress();
    memory.asSlice(NAME_AT, CONTROL_AT - NAME_AT).fill((byte) 0);
    memory.set(JAVA_SHORT, NAME_AT + 2L, Short.reverseBytes((short) to.getPort()));
    if (family == StandardProtocolFamily.INET) {
      memory.set(JAVA_SHORT, NAME_AT, AF_INET);
      writeBytes(ip, NAME_AT + 4);
      memory.set(JAVA_INT, 8, 16);
      return;
    }
    memory.set(JAVA_SHORT, NAME_AT, AF_INET6);
    memory.set(JAVA_INT, 8, 28);
    if (to.getAddress() instanceof Inet6Address v6) {
      writeBytes(ip, NAME_AT + 8);
      memory.set(JAVA_INT, NAME_AT + 24L, v6.getScopeId());
    } else {
      memory.set(JAVA_SHORT, NAME_AT + 18L, (short) -1);
      writeBytes(ip, NAME_AT + 20);
    }
  }

  private void writeBytes(byte[] bytes, long at) {
    MemorySegment.copy(bytes, 0, memory, JAVA_BYTE, at, bytes.length);
  }
}
