package io.heddle.relay;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Optional;

/// Pool of pipes for bytes in flight: a direction has one only while it moves bytes.
///
/// Bounded, since a pipe has two descriptors and up to 1 MiB of kernel memory. A direction that gets
/// none copies through a buffer.
final class PipePool {
  /// An unprivileged user may have 64 pipes of this size (`/proc/sys/fs/pipe-user-pages-soft`). Some
  /// are left to other programs.
  private static final int MAX_OPEN = 48;

  /// Streams use pipes by turns, so that a few free ones serve many. More free ones would keep
  /// descriptors from connections, long after the rush that needed the pipes.
  private static final int MAX_FREE = 8;

  private final ArrayDeque<Pipe> free = new ArrayDeque<>();
  private int open;

  /// An empty pipe, which the caller gives back; empty if too many are open, or no descriptors are
  /// left.
  Optional<Pipe> take() {
    synchronized (free) {
      if (!free.isEmpty()) {
        return Optional.of(free.removeLast());
      }
      if (open == MAX_OPEN) {
        return Optional.empty();
      }
      open++;
    }
    try {
      return Optional.of(Splice.openPipe());
    } catch (IOException e) {
      countClosed();
      return Optional.empty();
    }
  }

  /// Takes back a pipe of [#take]. A pipe with bytes in it is of a broken stream, and is closed.
  void give(Pipe pipe) {
    if (!pipe.isEmpty() || !keep(pipe)) {
      pipe.close();
      countClosed();
    }
  }

  private boolean keep(Pipe pipe) {
    synchronized (free) {
      if (free.size() == MAX_FREE) {
        return false;
      }
      free.addLast(pipe);
      return true;
    }
  }

  private void countClosed() {
    synchronized (free) {
      open--;
    }
  }
}
