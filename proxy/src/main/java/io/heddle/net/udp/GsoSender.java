package io.heddle.net.udp;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import io.heddle.foreign.Linux;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.net.ProtocolFamily;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;

/// Sends several datagrams in one system call (sendmsg(2) with UDP_SEGMENT, udp(7)); the memory for
/// its arguments.
///
///     msghdr ─┬─▶ name: sockaddr
///             ├─▶ iov: one for each datagram ─▶ the run's buffer
///             └─▶ control: UDP_SEGMENT, the size of each but the last; none if there is but one
///
/// Most of what a datagram costs is its way through the kernel, which all of a run take together:
/// half of the CPU time of the whole relay where they come in bursts. sendmmsg(2) was rejected: it
/// saves only the entries into the kernel.
final class GsoSender {
  private static final int NAME_AT = 64;
  private static final int CONTROL_AT = 96;
  private static final int CONTROL_SIZE = 24;
  private static final int IOV_AT = 128;
  private static final int IOV_SIZE = 16;

  private final MemorySegment memory =
      Arena.ofAuto().allocate(IOV_AT + (long) IOV_SIZE * GsoBatch.MOST, 8);

  private final LinuxUdp calls = new LinuxUdp();

  private final long base;

  /// @param buffer that all runs lie in, direct
  GsoSender(ByteBuffer buffer) {
    base = MemorySegment.ofBuffer(buffer.duplicate().clear()).address();
    memory.set(ADDRESS, 0, memory.asSlice(NAME_AT));
    memory.set(ADDRESS, 16, memory.asSlice(IOV_AT));
    memory.set(ADDRESS, 32, memory.asSlice(CONTROL_AT));
    memory.set(JAVA_LONG, CONTROL_AT, CONTROL_SIZE - 6L);
    memory.set(JAVA_INT, CONTROL_AT + 8L, Linux.SOL_UDP);
    memory.set(JAVA_INT, CONTROL_AT + 12L, Linux.UDP_SEGMENT);
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
  Outcome send(int descriptor, ProtocolFamily family, GsoBatch run) {
    if (family == StandardProtocolFamily.INET && run.to().getAddress() instanceof Inet6Address) {
      return Outcome.REFUSED;
    }
    writeName(run.to(), family);
    writeVectors(run);
    memory.set(JAVA_LONG, 40, run.count() > 1 ? CONTROL_SIZE : 0);
    memory.set(JAVA_SHORT, CONTROL_AT + 16L, (short) run.length(0));
    while (true) {
      if (calls.send(descriptor, memory) >= 0) {
        return Outcome.SENT;
      }
      switch (calls.error()) {
        case Linux.EINTR -> {}
        case Linux.EAGAIN -> {
          return Outcome.FULL;
        }
        case Linux.EINVAL, Linux.EMSGSIZE -> {
          return run.count() > 1 ? Outcome.TOO_LONG : Outcome.REFUSED;
        }
        default -> {
          return Outcome.REFUSED;
        }
      }
    }
  }

  private void writeVectors(GsoBatch run) {
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
      memory.set(JAVA_SHORT, NAME_AT, (short) Linux.AF_INET);
      writeBytes(ip, NAME_AT + 4);
      memory.set(JAVA_INT, 8, 16);
      return;
    }
    memory.set(JAVA_SHORT, NAME_AT, (short) Linux.AF_INET6);
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
