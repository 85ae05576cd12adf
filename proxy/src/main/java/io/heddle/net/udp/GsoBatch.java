package io.heddle.net.udp;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Optional;

/// Datagrams to one address that can leave in one system call: all of one size, except the last,
/// which may be shorter. They lie in one buffer.
public final class GsoBatch {
  /// Of Linux before 6.9.
  static final int MOST = 64;

  /// Of all together, which are one datagram until the system takes them apart.
  private static final int MOST_BYTES = 65_000;

  private final ByteBuffer buffer;
  private final int[] starts = new int[MOST];
  private final int[] lengths = new int[MOST];
  private final int[] payloads = new int[MOST];
  private Optional<InetSocketAddress> to = Optional.empty();
  private Optional<GsoSender> segments = Optional.empty();
  private int count;
  private int bytes;

  GsoBatch(ByteBuffer buffer) {
    this.buffer = buffer;
  }

  /// Adds what remains in `datagram`, if it can leave together with those already here. The first
  /// always can.
  ///
  /// @param datagram the buffer that all lie in
  /// @param payload how many of its bytes count as relayed
  /// @return false if it cannot
  public boolean add(ByteBuffer datagram, int payload, InetSocketAddress address) {
    int length = datagram.remaining();
    if (count == 0) {
      to = Optional.of(address);
    } else if (!continues(length) || !to.orElseThrow().equals(address)) {
      return false;
    }
    starts[count] = datagram.position();
    lengths[count] = length;
    payloads[count] = payload;
    count++;
    bytes += length;
    return true;
  }

  private boolean continues(int length) {
    return count < MOST
        && length > 0
        && length <= lengths[0]
        && lengths[count - 1] == lengths[0]
        && bytes + length <= MOST_BYTES;
  }

  /// How many there are.
  public int count() {
    return count;
  }

  /// Where they go, if there are any.
  public InetSocketAddress to() {
    return to.orElseThrow();
  }

  /// The buffer around one of them.
  public ByteBuffer datagram(int index) {
    return buffer.duplicate().limit(starts[index] + lengths[index]).position(starts[index]);
  }

  /// How many of its bytes count as relayed.
  public int payload(int index) {
    return payloads[index];
  }

  int start(int index) {
    return starts[index];
  }

  int length(int index) {
    return lengths[index];
  }

  /// What the system is asked with, made when first needed.
  GsoSender segments() {
    if (segments.isEmpty()) {
      segments = Optional.of(new GsoSender(buffer));
    }
    return segments.get();
  }

  /// Forgets all.
  public void clear() {
    count = 0;
    bytes = 0;
  }
}
