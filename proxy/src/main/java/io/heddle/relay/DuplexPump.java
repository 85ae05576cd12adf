package io.heddle.relay;

import static io.heddle.net.scheduler.Readiness.Event.READABLE;

import io.heddle.concurrent.TaskFailedException;
import io.heddle.concurrent.TaskScope;
import io.heddle.net.scheduler.ReadinessSet;
import io.heddle.net.scheduler.ReadinessSet.Member;
import io.heddle.time.Deadline;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.util.Optional;

/// Pump of both directions of a relay: in the calling thread for as long as little moves, then in a thread
/// for each.
///
///     wait until either source is readable ──▶ move what is there, without waiting ──┐
///       ▲──────────────────────────────────────────────────────────────────────────┘
///
/// Most tunnels only wait, or pass on messages and pages, and two more threads would take half of their
/// memory. A direction that streams without a pause, or whose sink takes no more, would make the other one
/// wait.
///
/// The caller calls [#moveWhileLittle], unless the first bytes are to be checked, then [#moveToEnd].
record DuplexPump(Pump upload, Pump download) {
  /// Moves bytes in the calling thread until both directions have ended, or one needs a thread of its
  /// own. Does nothing if one thread cannot wait for both sources. All waiting is done in this method,
  /// since a waiting thread takes as much memory as its stack is deep.
  ///
  /// @throws TaskFailedException if a source breaks
  /// @throws InterruptedException if the thread is interrupted
  void moveWhileLittle() throws TaskFailedException, InterruptedException {
    if (!canShareThread()) {
      return;
    }
    try (ReadinessSet sources = ReadinessSet.open()) {
      boolean little = upload.moveReadAhead() && download.moveReadAhead();
      Member fromClient = sources.add(upload.plainSource().orElseThrow(), READABLE);
      Member fromServer = sources.add(download.plainSource().orElseThrow(), READABLE);
      while (little && !(upload.ended() && download.ended())) {
        try {
          sources.await(Deadline.NONE);
        } catch (ClosedByInterruptException e) {
          throw e;
        } catch (IOException e) {
          // The system can watch no more: a failure of one direction, as its own thread will find.
          return;
        }
        little = move(upload, fromClient, sources) && move(download, fromServer, sources);
      }
    } catch (Exception | Error e) {
      throw TaskScope.failureOf(e);
    }
  }

  /// Moves bytes until both directions have ended. If both go on, each has a thread; a single one stays
  /// in the calling thread.
  ///
  /// @param checkedUpload moves the first bytes of `upload`; empty for no check
  /// @throws TaskFailedException if a source breaks
  /// @throws InterruptedException if the thread is interrupted
  void moveToEnd(Optional<CheckedPump> checkedUpload)
      throws TaskFailedException, InterruptedException {
    if (!upload.ended() && !download.ended()) {
      TaskScope.all(checkedUpload.isPresent() ? checkedUpload.get() : upload, download);
    } else if (!upload.ended()) {
      TaskScope.one(upload);
    } else if (!download.ended()) {
      TaskScope.one(download);
    }
  }

  /// Whether one thread can wait for both sources.
  private boolean canShareThread() {
    return ReadinessSet.isDescriptorFree()
        && upload.plainSource().isPresent()
        && download.plainSource().isPresent();
  }

  /// Moves the bytes of one direction, if there are any. Waits for its source no more once it has ended,
  /// perhaps without having read all: a readable source would end every wait.
  private static boolean move(Pump direction, Member source, ReadinessSet sources)
      throws IOException {
    boolean little = direction.ended() || !source.isReady() || direction.moveNow();
    if (direction.ended()) {
      sources.remove(source);
    }
    return little;
  }
}
