package io.heddle.net.udp;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import io.heddle.foreign.Linux;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;

/// Arguments of recvmmsg(2), which receives several datagrams in one call, each into a slot of its own.
///
///     mmsghdr ─┬─▶ name: sockaddr of the source
///              └─▶ iov ─▶ a slot in the batch's buffer
final class RecvmmsgBuffers {
  private static final int HEADER_SIZE = 64;
  private static final int NAME_SIZE = 32;
  private static final int IOV_SIZE = 16;
  private static final int NAMELEN = 8;
  private static final int IOV = 16;
  private static final int IOVLEN = 24;
  private static final int LENGTH = 56;

  private final int capacity;
  private final int addressesOffset;
  private final MemorySegment memory;
  private final LinuxUdp calls = new LinuxUdp();

  /// @param buffer direct
  /// @param size of each slot
  /// @param start of the datagram in its slot
  RecvmmsgBuffers(ByteBuffer buffer, int size, int start) {
    capacity = buffer.capacity() / size;
    addressesOffset = capacity * HEADER_SIZE;
    int vectorsAt = addressesOffset + capacity * NAME_SIZE;
    memory = Arena.ofAuto().allocate(vectorsAt + (long) capacity * IOV_SIZE, 8);
    long base = MemorySegment.ofBuffer(buffer.duplicate().clear()).address();
    for (int i = 0; i < capacity; i++) {
      long vector = vectorsAt + (long) i * IOV_SIZE;
      memory.set(JAVA_LONG, vector, base + (long) i * size + start);
      memory.set(JAVA_LONG, vector + 8, size - start);
      long header = (long) i * HEADER_SIZE;
      memory.set(ADDRESS, header, memory.asSlice(addressOffset(i)));
      memory.set(ADDRESS, header + IOV, memory.asSlice(vector));
      memory.set(JAVA_LONG, header + IOVLEN, 1);
    }
  }

  /// Receives the datagrams that are there, without waiting.
  ///
  /// @return their number; less than 0 if the system cannot do so: then each has to be received by
  ///     itself
  int receive(int descriptor) {
    for (int i = 0; i < capacity; i++) {
      memory.set(JAVA_INT, (long) i * HEADER_SIZE + NAMELEN, NAME_SIZE);
    }
    while (true) {
      int count = calls.receive(descriptor, memory, capacity);
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

  /// The number of bytes of a datagram.
  int length(int index) {
    return memory.get(JAVA_INT, (long) index * HEADER_SIZE + LENGTH);
  }

  /// The memory in which the source addresses are.
  MemorySegment memory() {
    return memory;
  }

  /// The offset of the sockaddr of a datagram's source.
  long addressOffset(int index) {
    return addressesOffset + (long) index * NAME_SIZE;
  }
}
