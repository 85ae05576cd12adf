package io.heddle.net.scheduler;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;

/// Pipe that wakes a thread out of epoll_wait, which watches the reading end. Lives as long as the
/// program.
final class WakeupPipe {
  private final Pipe pipe = Pipe.open();
  private final ByteBuffer drained = ByteBuffer.allocateDirect(64);

  /// @throws IOException if there are no descriptors left
  WakeupPipe() throws IOException {
    pipe.source().configureBlocking(false);
    pipe.sink().configureBlocking(false);
  }

  /// The descriptor that [#signal] makes readable.
  int descriptor() {
    return Readiness.descriptor(pipe.source());
  }

  /// Makes the pipe readable. Any thread may call this. A full pipe is readable already.
  void signal() {
    try {
      pipe.sink().write(ByteBuffer.allocate(1));
    } catch (IOException e) {
      throw new AssertionError("its other end is never closed", e);
    }
  }

  /// Empties the pipe. By the thread that it has woken.
  void drain() {
    try {
      pipe.source().read(drained.clear());
    } catch (IOException e) {
      throw new AssertionError("its other end is never closed", e);
    }
  }
}
