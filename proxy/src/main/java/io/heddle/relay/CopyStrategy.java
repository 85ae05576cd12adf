package io.heddle.relay;

import static io.heddle.net.scheduler.Readiness.Event.WRITABLE;

import io.heddle.jdk.Platform;
import io.heddle.net.BufferPool;
import io.heddle.net.Connection;
import io.heddle.net.JvmOption;
import io.heddle.net.SocketConnection;
import io.heddle.net.scheduler.Readiness;
import io.heddle.time.Deadline;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/// Strategy by which relays move bytes: through buffers of this process, or through pipes of the
/// kernel. Shared by all relays.
public final class CopyStrategy {
  /// Condition for moving bytes inside the kernel, where both ends are plain sockets.
  public enum Splicing {
    /// While much is coming, since only then it pays.
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

  /// A strategy with a pool of pipes of its own.
  public CopyStrategy(Splicing splicing, BufferPool buffers) {
    this.buffers = buffers;
    this.splicing = Platform.isLinux() ? splicing : Splicing.NEVER;
  }

  CopyPolicy policyFor(Connection source, Connection sink, AtomicLong counter) {
    BufferTransfer copy = new BufferTransfer(source, sink, counter, buffers);
    return splicing != Splicing.NEVER
            && source instanceof SocketConnection from
            && sink instanceof SocketConnection to
        ? new CopyPolicy(copy, Optional.of(new SpliceTransfer(from, to, pipes, copy)), splicing)
        : new CopyPolicy(copy, Optional.empty(), Splicing.NEVER);
  }

  /// Choice between the transfers of one direction, made anew after each.
  ///
  /// A pipe takes some more system calls than a buffer, and saves two copies of every byte. At 4 KiB
  /// both cost the same; at 16 KiB a pipe costs a fifth less, at 60 KiB two fifths. A small transfer
  /// after a wait means that little is coming, so that the next bytes are copied. A small one without
  /// a wait is the tail of bytes that had gathered, and tells nothing about the next ones.
  record CopyPolicy(BufferTransfer copy, Optional<SpliceTransfer> splice, Splicing splicing) {
    private static final int SMALL = 16 * 1024;

    /// Whether a transfer is so small that the source has no more for now.
    static boolean isSmall(int count) {
      return count < SMALL;
    }

    /// The first transfer of a direction.
    Transfer first() {
      return after(copy, 0, true);
    }

    /// The next transfer, after `last` has moved `count` bytes.
    ///
    /// @param waited whether the pump had to wait for them
    Transfer after(Transfer last, int count, boolean waited) {
      // Bytes that the handshake has read ahead are in the connection's reader, which splice cannot
      // see.
      if (splice.isEmpty() || copy.source().reader().buffered() > 0) {
        return copy;
      }
      return switch (splicing) {
        case ALWAYS -> splice.get();
        case NEVER -> copy;
        case AUTO -> {
          if (!isSmall(count)) {
            yield splice.get();
          }
          yield waited ? copy : last;
        }
      };
    }
  }

  /// Transfer inside the kernel, through a pipe, between two sockets: the bytes never enter this
  /// process.
  ///
  /// @param copy the transfer to use when no pipe is free, or the system does not splice these sockets
  record SpliceTransfer(
      SocketConnection source, SocketConnection sink, PipePool pipes, BufferTransfer copy)
      implements Transfer {

    @Override
    public int move() throws IOException {
      Optional<Pipe> pipe = pipes.take();
      if (pipe.isEmpty()) {
        return copy.move();
      }
      try {
        return move(pipe.get());
      } catch (UnsupportedOperationException e) {
        return copy.move();
      } finally {
        pipes.give(pipe.get());
      }
    }

    private int move(Pipe pipe) throws IOException {
      int count = pipe.fillFrom(Readiness.descriptor(source.channel()));
      if (count == END) {
        source.checkEndOfStream();
      }
      try {
        drain(pipe);
      } catch (IOException | UnsupportedOperationException e) {
        // The stream would miss the bytes that are left in the pipe.
        throw new SinkException(new IOException(e));
      }
      return count;
    }

    private void drain(Pipe pipe) throws IOException {
      int descriptor = Readiness.descriptor(sink.channel());
      while (!pipe.isEmpty()) {
        int moved = sink.send(() -> pipe.drainTo(descriptor));
        // Counted at once: with a full pipe and a slow sink, the relay would look idle meanwhile.
        copy.counter().lazySet(copy.counter().getPlain() + moved);
        if (moved == 0) {
          Readiness.await(sink.channel(), WRITABLE, Deadline.NONE);
        }
      }
    }
  }
}
