package io.heddle.net.udp;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Optional;

/// Batch of datagrams to one address that can be sent in one system call by [GsoSender]: all have one
/// size, except the last, which may be shorter. All are in one buffer.
public final class GsoBatch {
  /// The limit of Linux before 6.9.
  static final int MAX_SEGMENTS = 64;

  /// The most bytes of a batch, which is one datagram until the system splits it.
  private static final int MAX_BYTES = 65_000;

  private final ByteBuffer buffer;
  private final int[] starts = new int[MAX_SEGMENTS];
  private final int[] lengths = new int[MAX_SEGMENTS];
  private final int[] payloads = new int[MAX_SEGMENTS];
  private Optional<InetSocketAddress> destination = Optional.empty();
  private Optional<GsoSender> sender = Optional.empty();
  private int count;
  private int bytes;

  GsoBatch(ByteBuffer buffer) {
    this.buffer = buffer;
  }

  /// Adds what remains in `datagram`, if it fits the batch. The first datagram always does.
  ///
  /// @param datagram the buffer of all datagrams
  /// @param payload the number of its bytes that count as relayed
  /// @return false if it does not fit
  public boolean tryAdd(ByteBuffer datagram, int payload, InetSocketAddress address) {
    int length = datagram.remaining();
    if (count == 0) {
      destination = Optional.of(address);
    } else if (!fits(length) || !destination.orElseThrow().equals(address)) {
      return false;
    }
    starts[count] = datagram.position();
    lengths[count] = length;
    payloads[count] = payload;
    count++;
    bytes += length;
    return true;
  }

  private boolean fits(int length) {
    return count < MAX_SEGMENTS
        && length > 0
        && length <= lengths[0]
        && lengths[count - 1] == lengths[0]
        && bytes + length <= MAX_BYTES;
  }

  /// The number of datagrams.
  public int count() {
    return count;
  }

  /// The destination of all datagrams, if there are any.
  public InetSocketAddress destination() {
    return destination.orElseThrow();
  }

  /// The buffer, limited to a datagram.
  public ByteBuffer datagram(int index) {
    return buffer.duplicate().limit(starts[index] + lengths[index]).position(starts[index]);
  }

  /// The number of a datagram's bytes that count as relayed.
  public int payload(int index) {
    return payloads[index];
  }

  int start(int index) {
    return starts[index];
  }

  int length(int index) {
    return lengths[index];
  }

  /// The sender with its memory, made when first needed.
  GsoSender sender() {
    if (sender.isEmpty()) {
      sender = Optional.of(new GsoSender(buffer));
    }
    return sender.get();
  }

  /// Removes all datagrams.
  public void clear() {
    count = 0;
    bytes = 0;
  }
}
