package io.heddle.relay;

import static io.heddle.net.scheduler.Readiness.Event.READABLE;

import io.heddle.concurrent.TaskFailedException;
import io.heddle.concurrent.TaskScope;
import io.heddle.net.scheduler.ReadinessSet;
import io.heddle.net.scheduler.ReadinessSet.Member;
import io.heddle.time.Deadline;
import java.io.IOException;
import java.util.Optional;

/// Pump of both directions of a relay: in the calling thread for as long as little moves, then in a thread
/// for each.
///
///     wait until either source is readable ──▶ move what is there, without waiting ──┐
///       ▲──────────────────────────────────────────────────────────────────────────┘
///
/// Most tunnels only wait, or pass short messages on, and two more threads would take half of their
/// memory. A direction that moves much, or whose sink takes no more, would make the other one wait.
record DuplexPump(Pump upload, Pump download) {
  /// Moves bytes until both directions have ended.
  ///
  /// @param checkedUpload moves the first bytes of `upload`; empty for no check
  /// @throws TaskFailedException if a source breaks
  /// @throws InterruptedException if the thread is interrupted
  void run(Optional<CheckedPump> checkedUpload) throws TaskFailedException, InterruptedException {
    if (checkedUpload.isEmpty() && canShareThread()) {
      TaskScope.one(this::moveWhileLittle);
    }
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

  /// Moves bytes until both directions have ended, or one needs a thread of its own.
  private Object moveWhileLittle() throws IOException {
    boolean little = upload.moveReadAhead() && download.moveReadAhead();
    try (ReadinessSet sources = ReadinessSet.open()) {
      Member fromClient = sources.add(upload.plainSource().orElseThrow(), READABLE);
      Member fromServer = sources.add(download.plainSource().orElseThrow(), READABLE);
      while (little && !(upload.ended() && download.ended())) {
        boolean _ = sources.await(Deadline.NONE);
        little = move(upload, fromClient, sources) && move(download, fromServer, sources);
      }
    }
    return this;
  }

  /// Moves the bytes of one direction, if there are any. Waits for its source no more once it has ended.
  private static boolean move(Pump direction, Member source, ReadinessSet sources)
      throws IOException {
    if (direction.ended() || !source.isReady()) {
      return true;
    }
    boolean little = direction.moveNow();
    if (direction.ended()) {
      sources.remove(source);
    }
    return little;
  }
}
