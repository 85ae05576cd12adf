package io.heddle.relay;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Optional;

/// Pipes for bytes in flight: a direction holds one only while it moves something.
///
/// Bounded, since a pipe is two descriptors and up to 1 MiB of kernel memory: who gets none copies.
final class PipePool {
  /// What an unprivileged user may have of this size is 64 (`/proc/sys/fs/pipe-user-pages-soft`);
  /// some are left to others.
  private static final int MOST = 48;

  /// Streams take and give back by turns, so that a few free ones serve many. More would be
  /// descriptors that connections lack, long after the rush that needed them.
  private static final int MOST_FREE = 8;

  private final ArrayDeque<Pipe> free = new ArrayDeque<>();
  private int open;

  /// An empty pipe, which the caller gives back; none if there are too many, or no descriptors.
  Optional<Pipe> take() {
    synchronized (free) {
      if (!free.isEmpty()) {
        return Optional.of(free.removeLast());
      }
      if (open == MOST) {
        return Optional.empty();
      }
      open++;
    }
    try {
      return Optional.of(Splice.openPipe());
    } catch (IOException e) {
      forget();
      return Optional.empty();
    }
  }

  /// Takes back what [#take] gave. A pipe with bytes in it belongs to a broken stream, and ends
  /// with it.
  void give(Pipe pipe) {
    if (!pipe.isEmpty() || !keep(pipe)) {
      pipe.close();
      forget();
    }
  }

  private boolean keep(Pipe pipe) {
    synchronized (free) {
      if (free.size() == MOST_FREE) {
        return false;
      }
      free.addLast(pipe);
      return true;
    }
  }

  private void forget() {
    synchronized (free) {
      open--;
    }
  }
}
