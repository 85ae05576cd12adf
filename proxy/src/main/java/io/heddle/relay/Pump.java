package io.heddle.relay;

import io.heddle.net.Connection;
import io.heddle.net.Turn;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;

/// One direction of a relay: copies from its source to its sink until the source ends, then ends
/// the sink's output.
///
/// A source that breaks is this pump's failure. A sink that breaks is not: what the sink has sent
/// before it broke may still be on its way, so this pump just stops, and the pump of the other
/// direction finds the break when it has read all.
final class Pump {
  private final Connection source;
  private final Connection sink;
  private final Carriage.Choice movers;
  private volatile boolean ended;
  private volatile boolean sinkBroken;

  Pump(Connection source, Connection sink, AtomicLong counter, Carriage carriage) {
    this.source = source;
    this.sink = sink;
    movers = carriage.between(source, sink, counter);
  }

  /// Moves bytes until there are no more.
  ///
  /// @throws IOException if the source breaks, or the thread is interrupted
  void run() throws IOException {
    try {
      moveAll();
      endSink();
    } catch (SinkException e) {
      if (Thread.currentThread().isInterrupted()) {
        throw e;
      }
      sinkBroken = true;
    }
    ended = true;
  }

  /// Whether this direction is over.
  boolean ended() {
    return ended;
  }

  /// Whether all of the source's stream is passed on, and its end.
  boolean completed() {
    return ended && !sinkBroken;
  }

  /// Whether the sink took no more bytes.
  boolean sinkBroken() {
    return sinkBroken;
  }

  private void moveAll() throws IOException {
    Mover mover = movers.first();
    // The handshake is over, and the wait may be long.
    source.reader().trim();
    source.awaitReadable();
    Turn turn = new Turn();
    int count;
    while ((count = mover.move()) != Mover.END) {
      if (Carriage.Choice.isLast(count)) {
        source.awaitReadable();
        turn.waited();
      } else {
        turn.moved();
      }
      mover = movers.after(mover, count);
    }
  }

  private void endSink() throws SinkException {
    try {
      sink.shutdownOutput();
    } catch (IOException e) {
      throw new SinkException(e);
    }
  }
}
