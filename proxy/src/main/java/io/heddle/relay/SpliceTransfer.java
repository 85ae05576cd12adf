package io.heddle.relay;

import static io.heddle.net.scheduler.Readiness.Event.WRITABLE;

import io.heddle.net.SocketConnection;
import io.heddle.net.scheduler.Readiness;
import io.heddle.time.Deadline;
import java.io.IOException;
import java.util.Optional;

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
