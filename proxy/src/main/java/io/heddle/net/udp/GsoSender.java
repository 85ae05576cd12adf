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

/// Sender of a batch in one system call (sendmsg(2) with UDP_SEGMENT, udp(7): generic segmentation
/// offload), with the memory of its arguments.
///
///     msghdr ─┬─▶ name: sockaddr
///             ├─▶ iov: one for each datagram ─▶ the batch's buffer
///             └─▶ control: UDP_SEGMENT, the size of each datagram but the last; none for one datagram
///
/// Most of the CPU time of a datagram is its way through the kernel, which a batch takes as one. Where
/// datagrams come in bursts, that saves half of the CPU time of the whole relay. Rejected: sendmmsg(2),
/// which saves only the entries into the kernel.
final class GsoSender {
  private static final int NAME_AT = 64;
  private static final int CONTROL_AT = 96;
  private static final int CONTROL_SIZE = 24;
  private static final int IOV_AT = 128;
  private static final int IOV_SIZE = 16;

  private final MemorySegment memory =
      Arena.ofAuto().allocate(IOV_AT + (long) IOV_SIZE * GsoBatch.MAX_SEGMENTS, 8);

  private final LinuxUdp calls = new LinuxUdp();

  private final long base;

  /// @param buffer of all batches, direct
  GsoSender(ByteBuffer buffer) {
    base = MemorySegment.ofBuffer(buffer.duplicate().clear()).address();
    memory.set(ADDRESS, 0, memory.asSlice(NAME_AT));
    memory.set(ADDRESS, 16, memory.asSlice(IOV_AT));
    memory.set(ADDRESS, 32, memory.asSlice(CONTROL_AT));
    memory.set(JAVA_LONG, CONTROL_AT, CONTROL_SIZE - 6L);
    memory.set(JAVA_INT, CONTROL_AT + 8L, Linux.SOL_UDP);
    memory.set(JAVA_INT, CONTROL_AT + 12L, Linux.UDP_SEGMENT);
  }

  /// The result of one call.
  enum SendResult {
    SENT,
    /// The socket has no room at the moment.
    FULL,
    /// The datagrams are longer than packets on the way may be, so they cannot be sent as a batch.
    TOO_LONG,
    /// The system does not send this batch. Sending each datagram by itself shows why.
    REFUSED
  }

  /// Sends a batch, without waiting.
  ///
  /// @param family of the socket
  SendResult send(int descriptor, ProtocolFamily family, GsoBatch batch) {
    if (family == StandardProtocolFamily.INET
        && batch.destination().getAddress() instanceof Inet6Address) {
      return SendResult.REFUSED;
    }
    writeName(batch.destination(), family);
    writeVectors(batch);
    memory.set(JAVA_LONG, 40, batch.count() > 1 ? CONTROL_SIZE : 0);
    memory.set(JAVA_SHORT, CONTROL_AT + 16L, (short) batch.length(0));
    while (true) {
      if (calls.send(descriptor, memory) >= 0) {
        return SendResult.SENT;
      }
      switch (calls.error()) {
        case Linux.EINTR -> {}
        case Linux.EAGAIN -> {
          return SendResult.FULL;
        }
        case Linux.EINVAL, Linux.EMSGSIZE -> {
          return batch.count() > 1 ? SendResult.TOO_LONG : SendResult.REFUSED;
        }
        default -> {
          return SendResult.REFUSED;
        }
      }
    }
  }

  private void writeVectors(GsoBatch batch) {
    for (int i = 0; i < batch.count(); i++) {
      memory.set(JAVA_LONG, IOV_AT + (long) IOV_SIZE * i, base + batch.start(i));
      memory.set(JAVA_LONG, IOV_AT + (long) IOV_SIZE * i + 8, batch.length(i));
    }
    memory.set(JAVA_LONG, 24, batch.count());
  }

  /// Writes a sockaddr_in for an IPv4 socket; else a sockaddr_in6, with IPv4 addresses mapped.
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
