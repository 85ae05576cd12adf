package io.heddle.relay;

import io.heddle.net.Connection;
import io.heddle.net.scheduler.YieldBudget;
import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;

/// One direction of a relay: copies from its source to its sink until the source ends, then ends
/// the sink's output.
///
/// A source that breaks is this pump's failure. A sink that breaks is not: what the sink has sent
/// before it broke may still be on its way, so this pump just stops, and the pump of the other
/// direction finds the break when it has read all.
final class Pump implements Callable<Void> {
  private final Connection source;
  private final Connection sink;
  private final CopyStrategy.Choice movers;
  private final Runnable onBreak;
  private volatile boolean ended;
  private volatile boolean sinkBroken;

  /// @param onBreak run by this pump's thread when the source breaks
  Pump(
      Connection source,
      Connection sink,
      AtomicLong counter,
      CopyStrategy carriage,
      Runnable onBreak) {
    this.source = source;
    this.sink = sink;
    this.onBreak = onBreak;
    movers = carriage.between(source, sink, counter);
  }

  /// Moves bytes until there are no more. All of its waiting is done in this method: a thread that
  /// waits costs as much memory as its stack is deep.
  ///
  /// @throws IOException if the source breaks, or the thread is interrupted
  @Override
  public Void call() throws IOException {
    try {
      // The handshake is over, and the wait may be long.
      source.reader().releaseBuffer();
      Transfer mover = movers.first();
      YieldBudget turn = new YieldBudget();
      int count = 0;
      while (count != Transfer.END) {
        boolean waits = CopyStrategy.Choice.isLast(count);
        if (waits) {
          source.awaitReadable();
          turn.waited();
        } else {
          turn.moved();
        }
        count = mover.move();
        mover = movers.after(mover, count, waits);
      }
      endSink();
    } catch (SinkException e) {
      stopAtSink(e);
    } catch (IOException e) {
      onBreak.run();
      throw e;
    }
    ended = true;
    return null;
  }

  private void stopAtSink(SinkException e) throws SinkException {
    if (Thread.currentThread().isInterrupted()) {
      onBreak.run();
      throw e;
    }
    sinkBroken = true;
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

  private void endSink() throws SinkException {
    try {
      sink.shutdownOutput();
    } catch (IOException e) {
      throw new SinkException(e);
    }
  }
}
