package io.heddle.net.scheduler;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;

/// Wakes a thread that waits for descriptors: a pipe of our own, of which that thread watches one
/// end. Lives as long as the program.
final class WakeupPipe {
  private final Pipe pipe = Pipe.open();
  private final ByteBuffer heard = ByteBuffer.allocateDirect(64);

  /// @throws IOException if there are no descriptors left
  WakeupPipe() throws IOException {
    pipe.source().configureBlocking(false);
    pipe.sink().configureBlocking(false);
  }

  /// What becomes readable.
  int descriptor() {
    return Readiness.descriptor(pipe.source());
  }

  /// To be called by others. A pipe that is full has been enough.
  void call() {
    try {
      pipe.sink().write(ByteBuffer.allocate(1));
    } catch (IOException e) {
      throw new AssertionError("its other end is never closed", e);
    }
  }

  /// To be called by the thread when it is awake.
  void hear() {
    try {
      pipe.source().read(heard.clear());
    } catch (IOException e) {
      throw new AssertionError("its other end is never closed", e);
    }
  }
}
