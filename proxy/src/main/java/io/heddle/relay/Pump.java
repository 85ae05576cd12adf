package io.heddle.relay;

import io.heddle.net.Connection;
import io.heddle.net.InjectedResetException;
import io.heddle.net.SocketConnection;
import io.heddle.net.scheduler.Schedulers.YieldBudget;
import io.heddle.relay.CopyStrategy.Splicing;
import java.io.IOException;
import java.nio.channels.SelectableChannel;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/// Pump of one direction of a relay: moves bytes from its source to its sink until the source ends its
/// stream, then ends the stream to the sink.
///
/// A broken source is a failure of this pump. A broken sink is not: bytes that the sink has sent
/// before may still be on their way. So this pump stops without a failure, and the pump of the other
/// direction finds the break after these bytes.
final class Pump implements Callable<Object> {
  /// Large moves in a row that a thread for both directions makes: enough for a web page, half a
  /// megabyte at most.
  private static final int MAX_LARGE_MOVES = 8;

  private final Connection source;
  private final Connection sink;
  private final CopyStrategy.CopyPolicy policy;
  private final Consumer<IOException> onFailure;
  private final Optional<LongConsumer> onFirstByte;
  private int largeMoves;
  private volatile long endedNanos;
  private volatile boolean sinkBroken;
  private volatile boolean resetByFault;

  /// @param onFailure told by this pump's thread why the source broke, or that a fault of a rule has
  ///     reset the sink
  /// @param onFirstByte told by it when the first byte came, on the clock of [System#nanoTime], if
  ///     anyone wants to know
  Pump(
      Connection source,
      Connection sink,
      AtomicLong counter,
      CopyStrategy copyStrategy,
      Consumer<IOException> onFailure,
      Optional<LongConsumer> onFirstByte) {
    this.source = source;
    this.sink = sink;
    this.onFailure = onFailure;
    this.onFirstByte = onFirstByte;
    policy = copyStrategy.policyFor(source, sink, counter);
  }

  /// Moves bytes until the stream ends. All waiting for the source is done in this method, since a
  /// waiting thread takes as much memory as its stack is deep. A narrower type of the result would put
  /// a bridge method on that stack.
  ///
  /// @return this
  /// @throws IOException if the source breaks, or the thread is interrupted
  @Override
  public Object call() throws IOException {
    try {
      // The handshake needs no buffer any more, and the wait may be long.
      source.reader().releaseBuffer();
      Transfer transfer = policy.first();
      YieldBudget yieldBudget = new YieldBudget();
      int count = 0;
      // Here and not in the loop below, which a timeline must not slow down.
      while (onFirstByte.isPresent() && count == 0) {
        source.awaitReadable();
        long arrival = System.nanoTime();
        count = transfer.move();
        if (count > 0) {
          onFirstByte.get().accept(arrival);
        }
        transfer = policy.after(transfer, count, true);
      }
      while (count != Transfer.END) {
        boolean waited = CopyStrategy.CopyPolicy.isSmall(count);
        if (waited) {
          source.awaitReadable();
          yieldBudget.reset();
        } else {
          yieldBudget.yieldIfSpent();
        }
        count = transfer.move();
        transfer = policy.after(transfer, count, waited);
      }
      endSink();
      source.awaitInjectedReset();
    } catch (SinkException e) {
      stopAtSink(e);
    } catch (IOException e) {
      throw noteBrokenSource(e);
    }
    return this;
  }

  /// Moves what the handshake has read ahead, which makes no channel readable. The handshake needs no
  /// buffer any more.
  ///
  /// @return as [#moveNow]
  boolean moveReadAhead() throws IOException {
    boolean little = source.reader().buffered() == 0 || moveNow();
    source.reader().releaseBuffer();
    return little;
  }

  /// Moves the bytes that are there, and waits for neither end: for a thread that serves both directions.
  ///
  /// @return whether that was all, and no stream without a pause; if not, the direction needs [#call]
  /// @throws IOException as [#call]
  boolean moveNow() throws IOException {
    try {
      int count = policy.copy().moveNow();
      if (count == Transfer.END) {
        endSink();
      } else if (onFirstByte.isPresent() && policy.copy().isFirst(count)) {
        onFirstByte.get().accept(System.nanoTime());
      }
      largeMoves = CopyStrategy.CopyPolicy.isSmall(count) ? 0 : largeMoves + 1;
      return largeMoves < MAX_LARGE_MOVES && source.reader().buffered() == 0;
    } catch (SinkException e) {
      stopAtSink(e);
      return true;
    } catch (IOException e) {
      throw noteBrokenSource(e);
    }
  }

  private IOException noteBrokenSource(IOException why) {
    resetByFault = why instanceof InjectedResetException;
    onFailure.accept(why);
    return why;
  }

  /// The channel that is readable when there is something to move, if nothing else can be: neither bytes
  /// in a buffer, as with TLS, nor a fault. Empty if there is none, or if all bytes are to be spliced.
  Optional<SelectableChannel> plainSource() {
    return source instanceof SocketConnection socket && policy.splicing() != Splicing.ALWAYS
        ? Optional.of(socket.channel())
        : Optional.empty();
  }

  private void stopAtSink(SinkException e) throws SinkException {
    if (Thread.currentThread().isInterrupted()) {
      onFailure.accept(e);
      throw e;
    }
    if (e.getCause() instanceof InjectedResetException reset) {
      onFailure.accept(reset);
    }
    sinkBroken = true;
    markEnded();
  }

  /// Notes the time, but never 0, which stands for a direction that goes on.
  private void markEnded() {
    endedNanos = System.nanoTime() | 1;
  }

  /// Whether this direction has ended.
  boolean ended() {
    return endedNanos != 0;
  }

  /// The time at which it ended, on the clock of [System#nanoTime]; 0 if it has not.
  long endedNanos() {
    return endedNanos;
  }

  /// Whether all of the source's stream has been moved, and its end, and no fault has reset the source
  /// since.
  boolean completed() {
    return ended() && !sinkBroken && !resetByFault;
  }

  /// Whether the sink broke.
  boolean sinkBroken() {
    return sinkBroken;
  }

  private void endSink() throws SinkException {
    try {
      sink.shutdownOutput();
    } catch (IOException e) {
      throw new SinkException(e);
    }
    markEnded();
  }
}
