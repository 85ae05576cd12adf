package io.heddle.relay;

import static io.heddle.net.scheduler.Readiness.Event.WRITABLE;

import io.heddle.net.SocketConnection;
import io.heddle.net.scheduler.Readiness;
import io.heddle.time.Deadline;
import java.io.IOException;
import java.util.Optional;

/// Moves bytes inside the kernel, through a pipe, between two sockets: they never enter this
/// process.
///
/// @param copy what to do where there is no pipe to be had, or the system refuses
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
      source.confirmEnd();
    }
    try {
      drain(pipe);
    } catch (IOException | UnsupportedOperationException e) {
      // To go on without what is in the pipe would corrupt the stream.
      throw new SinkException(new IOException(e));
    }
    return count;
  }

  private void drain(Pipe pipe) throws IOException {
    int descriptor = Readiness.descriptor(sink.channel());
    while (!pipe.isEmpty()) {
      int moved = sink.send(() -> pipe.drainTo(descriptor));
      // At once: a pipe may hold so much that a slow sink would look idle meanwhile.
      copy.counter().lazySet(copy.counter().getPlain() + moved);
      if (moved == 0) {
        Readiness.await(sink.channel(), WRITABLE, Deadline.NONE);
      }
    }
  }
}
