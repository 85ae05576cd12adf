package io.heddle.relay;

import io.heddle.net.Connection;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/// Pump whose first bytes are checked before they are moved. A relay without a check has a bare [Pump],
/// which does not know of this.
///
/// @param counter of the bytes that are moved
/// @param onFailure told if the bytes are denied, or the source broke before
record CheckedPump(
    Pump pump,
    Connection source,
    Connection sink,
    AtomicLong counter,
    FirstBytes check,
    Consumer<IOException> onFailure)
    implements Callable<Object> {
  private static final int CHUNK = 4096;

  @Override
  public Object call() throws IOException {
    try {
      long passed;
      do {
        // The wait for a client that speaks second may be long.
        source.reader().releaseBuffer();
        source.awaitPayload();
        passed = check.arrived(source);
      } while (passed > 0 && move(passed));
    } catch (IOException e) {
      onFailure.accept(e);
      throw e;
    }
    return pump.call();
  }

  /// Moves that many bytes.
  ///
  /// @return false if the source has ended, or the sink is broken: the pump will meet the same
  private boolean move(long count) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(count, CHUNK));
    for (long left = count; left > 0; left -= bytes.position()) {
      bytes.clear().limit((int) Math.min(left, bytes.capacity()));
      if (source.read(bytes) < 0) {
        return false;
      }
      try {
        sink.write(bytes.flip());
      } catch (IOException e) {
        return false;
      }
      counter.addAndGet(bytes.position());
    }
    return true;
  }
}
