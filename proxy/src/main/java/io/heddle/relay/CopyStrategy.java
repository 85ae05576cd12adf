package io.heddle.relay;

import io.heddle.foreign.Linux;
import io.heddle.net.BufferPool;
import io.heddle.net.Connection;
import io.heddle.net.JvmOption;
import io.heddle.net.SocketConnection;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/// What carries the bytes of all relays: buffers, pipes, and when to use which.
public final class CopyStrategy {
  /// Whether to move bytes inside the kernel where both ends are plain sockets.
  public enum Splicing {
    /// Where it pays: while much is coming.
    AUTO,
    ALWAYS,
    NEVER;

    /// The choice of `-Dheddle.splice=auto`, `always` or `never`; without that option automatic.
    ///
    /// @throws IOException if it is none of these
    public static Splicing configured() throws IOException {
      return JvmOption.read("heddle.splice", Splicing.class).orElse(AUTO);
    }
  }

  private final BufferPool buffers;
  private final PipePool pipes = new PipePool();
  private final Splicing splicing;

  /// An empty pool of pipes, shared by all relays that use this.
  public CopyStrategy(Splicing splicing, BufferPool buffers) {
    this.buffers = buffers;
    this.splicing = Linux.isPresent() ? splicing : Splicing.NEVER;
  }

  Choice between(Connection source, Connection sink, AtomicLong counter) {
    BufferTransfer copy = new BufferTransfer(source, sink, counter, buffers);
    return splicing != Splicing.NEVER
            && source instanceof SocketConnection from
            && sink instanceof SocketConnection to
        ? new Choice(copy, Optional.of(new SpliceTransfer(from, to, pipes, copy)), splicing)
        : new Choice(copy, Optional.empty(), Splicing.NEVER);
  }

  /// The movers of one direction.
  ///
  /// A pipe costs some system calls more than a buffer, and saves two copies of every byte: at 4 KiB
  /// the two cost the same, at 16 KiB a fifth less is spent with a pipe, at 60 KiB two fifths. Little
  /// is copied if there was a wait before it; without one it is the tail of what had gathered, and
  /// says nothing of what comes next.
  record Choice(BufferTransfer copy, Optional<SpliceTransfer> splice, Splicing splicing) {
    private static final int LITTLE = 16 * 1024;

    /// Whether so small a read says that there is no more for now.
    static boolean isLast(int count) {
      return count < LITTLE;
    }

    /// The mover to begin with.
    Transfer first() {
      return after(copy, 0, true);
    }

    /// The mover to go on with after `last` has moved `count` bytes.
    ///
    /// @param waited whether it had to wait for them
    Transfer after(Transfer last, int count, boolean waited) {
      // What a handshake has read too much is in the connection's reader, which only copying looks
      // into.
      if (splice.isEmpty() || copy.source().reader().buffered() > 0) {
        return copy;
      }
      return switch (splicing) {
        case ALWAYS -> splice.get();
        case NEVER -> copy;
        case AUTO -> {
          if (!isLast(count)) {
            yield splice.get();
          }
          yield waited ? copy : last;
        }
      };
    }
  }
}
