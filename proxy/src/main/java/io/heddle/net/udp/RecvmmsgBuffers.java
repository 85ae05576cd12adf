package io.heddle.net.udp;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import io.heddle.foreign.Linux;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;

/// Receives several datagrams in one system call, each into a place of its own; the memory for its
/// arguments.
///
///     mmsghdr ─┬─▶ name: sockaddr of the source
///              └─▶ iov ─▶ a place in the burst's buffer
final class RecvmmsgBuffers {
  private static final int HEADER_SIZE = 64;
  private static final int NAME_SIZE = 32;
  private static final int IOV_SIZE = 16;
  private static final int NAMELEN = 8;
  private static final int IOV = 16;
  private static final int IOVLEN = 24;
  private static final int LENGTH = 56;

  private final int most;
  private final int namesAt;
  private final MemorySegment memory;
  private final LinuxUdp calls = new LinuxUdp();

  /// @param buffer direct
  /// @param size of each place
  /// @param start of the datagram in its place
  RecvmmsgBuffers(ByteBuffer buffer, int size, int start) {
    most = buffer.capacity() / size;
    namesAt = most * HEADER_SIZE;
    int vectorsAt = namesAt + most * NAME_SIZE;
    memory = Arena.ofAuto().allocate(vectorsAt + (long) most * IOV_SIZE, 8);
    long base = MemorySegment.ofBuffer(buffer.duplicate().clear()).address();
    for (int i = 0; i < most; i++) {
      long vector = vectorsAt + (long) i * IOV_SIZE;
      memory.set(JAVA_LONG, vector, base + (long) i * size + start);
      memory.set(JAVA_LONG, vector + 8, size - start);
      long header = (long) i * HEADER_SIZE;
      memory.set(ADDRESS, header, memory.asSlice(name(i)));
      memory.set(ADDRESS, header + IOV, memory.asSlice(vector));
      memory.set(JAVA_LONG, header + IOVLEN, 1);
    }
  }

  /// Receives what is there, without waiting.
  ///
  /// @return how many; less than 0 if this cannot be done: then each has to be received by itself
  int receive(int descriptor) {
    for (int i = 0; i < most; i++) {
      memory.set(JAVA_INT, (long) i * HEADER_SIZE + NAMELEN, NAME_SIZE);
    }
    while (true) {
      int count = calls.receive(descriptor, memory, most);
      if (count >= 0) {
        return count;
      }
      switch (calls.error()) {
        case Linux.EINTR -> {}
        case Linux.EAGAIN -> {
          return 0;
        }
        default -> {
          return -1;
        }
      }
    }
  }

  /// How many bytes one of them has.
  int length(int index) {
    return memory.get(JAVA_INT, (long) index * HEADER_SIZE + LENGTH);
  }

  /// What the sockaddrs of the sources lie in.
  MemorySegment memory() {
    return memory;
  }

  /// Where the sockaddr of a source is.
  long name(int index) {
    return namesAt + (long) index * NAME_SIZE;
  }
}
