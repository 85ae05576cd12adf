package io.heddle.net.udp;

import io.heddle.foreign.LazyDirectBuffer;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Optional;

/// The datagrams of one turn, each in a place of its own in one buffer, so that they can come in
/// together, and those that go to one place can leave together.
public final class ReceiveBatch {
  /// In front of each there is this much room, for a header.
  public static final int HEADROOM = 64;

  private static final int MOST = 32;

  /// The longest datagram there can be, and the headroom. No multiple of a page, so that the
  /// beginnings of them all do not fight for the same lines of the processor's cache.
  private static final int PLACE = 64 * 1024 + 1088;

  private final ByteBuffer buffer = LazyDirectBuffer.of(MOST * PLACE);
  private Optional<RecvmmsgBuffers> arrivals = Optional.empty();
  private final InetSocketAddress[] sources = new InetSocketAddress[MOST];
  private final int[] lengths = new int[MOST];
  private final GsoBatch run = new GsoBatch(buffer);
  private int count;

  /// How many there are.
  public int count() {
    return count;
  }

  /// Whether there may be more where these came from.
  boolean isFull() {
    return count == MOST;
  }

  /// Who sent one of them.
  public InetSocketAddress source(int index) {
    return sources[index];
  }

  /// The buffer around one of them, its mark at its position.
  public ByteBuffer datagram(int index) {
    int start = index * PLACE + HEADROOM;
    return buffer.limit(start + lengths[index]).position(start).mark();
  }

  /// The buffer around the room for the next one.
  ByteBuffer next() {
    int start = count * PLACE + HEADROOM;
    return buffer.limit((count + 1) * PLACE).position(start);
  }

  /// Takes what has been put into [#next].
  void add(InetSocketAddress source) {
    lengths[count] = buffer.position() - count * PLACE - HEADROOM;
    sources[count] = source;
    count++;
  }

  /// Those that wait to leave.
  public GsoBatch run() {
    return run;
  }

  /// Forgets all.
  void clear() {
    count = 0;
    run.clear();
  }

  /// Takes what has come to a socket, without waiting.
  ///
  /// @return false if this cannot be done: then each has to be received by itself
  boolean receive(int descriptor, UdpSource source) {
    RecvmmsgBuffers together = arrivals();
    int received = together.receive(descriptor);
    if (received < 0) {
      return false;
    }
    for (int i = 0; i < received; i++) {
      lengths[i] = together.length(i);
      sources[i] = source.read(together.memory(), together.name(i));
    }
    count = received;
    return true;
  }

  /// What the system is asked with, made when first needed.
  private RecvmmsgBuffers arrivals() {
    if (arrivals.isEmpty()) {
      arrivals = Optional.of(new RecvmmsgBuffers(buffer, PLACE, HEADROOM));
    }
    return arrivals.get();
  }
}
