package io.heddle.net.udp;

import io.heddle.foreign.LazyDirectBuffer;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Optional;

/// Datagrams received in one system call, each in a slot of its own of one buffer. Those that go to
/// one destination are sent from there as a [GsoBatch].
public final class ReceiveBatch {
  /// The room in front of each datagram, for a header, in bytes.
  public static final int HEADROOM = 64;

  private static final int MAX_DATAGRAMS = 32;

  /// The longest datagram, and the headroom. No multiple of a page, so that the beginnings of all
  /// datagrams do not share the same lines of the processor's cache.
  private static final int SLOT_SIZE = 64 * 1024 + 1088;

  private final ByteBuffer buffer = LazyDirectBuffer.of(MAX_DATAGRAMS * SLOT_SIZE);
  private Optional<RecvmmsgBuffers> recvmmsg = Optional.empty();
  private final InetSocketAddress[] sources = new InetSocketAddress[MAX_DATAGRAMS];
  private final int[] lengths = new int[MAX_DATAGRAMS];
  private final GsoBatch sendBatch = new GsoBatch(buffer);
  private int count;

  /// The number of datagrams.
  public int count() {
    return count;
  }

  /// Whether all slots are used, so that the socket may have more.
  boolean isFull() {
    return count == MAX_DATAGRAMS;
  }

  /// The source of a datagram.
  public InetSocketAddress source(int index) {
    return sources[index];
  }

  /// The buffer, limited to a datagram, its mark at its position. There is one buffer: a call changes
  /// what the call before has returned.
  public ByteBuffer datagram(int index) {
    int start = index * SLOT_SIZE + HEADROOM;
    return buffer.limit(start + lengths[index]).position(start).mark();
  }

  /// The buffer, limited to the slot of the next datagram.
  ByteBuffer nextSlot() {
    int start = count * SLOT_SIZE + HEADROOM;
    return buffer.limit((count + 1) * SLOT_SIZE).position(start);
  }

  /// Adds the datagram that was put into [#nextSlot].
  void add(InetSocketAddress source) {
    lengths[count] = buffer.position() - count * SLOT_SIZE - HEADROOM;
    sources[count] = source;
    count++;
  }

  /// The batch of those to be sent.
  public GsoBatch sendBatch() {
    return sendBatch;
  }

  /// Removes all datagrams.
  void clear() {
    count = 0;
    sendBatch.clear();
  }

  /// Receives the datagrams that a socket has, without waiting.
  ///
  /// @return false if the system cannot do so: then the caller receives each datagram by itself
  boolean receive(int descriptor, SourceAddressDecoder source) {
    RecvmmsgBuffers together = recvmmsg();
    int received = together.receive(descriptor);
    if (received < 0) {
      return false;
    }
    for (int i = 0; i < received; i++) {
      lengths[i] = together.length(i);
      sources[i] = source.decode(together.memory(), together.addressOffset(i));
    }
    count = received;
    return true;
  }

  /// The arguments of the system call, allocated when first needed.
  private RecvmmsgBuffers recvmmsg() {
    if (recvmmsg.isEmpty()) {
      recvmmsg = Optional.of(new RecvmmsgBuffers(buffer, SLOT_SIZE, HEADROOM));
    }
    return recvmmsg.get();
  }
}
