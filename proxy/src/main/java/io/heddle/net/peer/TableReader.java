package io.heddle.net.peer;

import io.heddle.jdk.BlockingCheck;
import io.heddle.net.scheduler.BlockingCalls;
import io.heddle.net.scheduler.NoResultException;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/// Reader of the table of all TCP sockets, for connections that ask at the same time: one reading
/// answers all questions that were asked before it began. For any thread.
///
/// The table has a line for each socket of the machine, also for those that were closed in the last
/// minute: tens of thousands after a burst of connections.
final class TableReader {
  private final BlockingCalls threads;
  private final Path proc;
  private final ConcurrentLinkedQueue<Question> waiting = new ConcurrentLinkedQueue<>();
  private final AtomicLong lines = new AtomicLong();

  /// @param threads in which the table is read
  /// @param proc the folder `/proc`
  TableReader(BlockingCalls threads, Path proc) {
    this.threads = threads;
    this.proc = proc;
  }

  /// Question whose a socket is. Its answer is guarded by the lock of the reader.
  private static final class Question {
    private final SocketEnds ends;
    private Optional<SocketOwner> answer = Optional.empty();

    private Question(SocketEnds ends) {
      this.ends = ends;
    }
  }

  /// The owner of a socket.
  ///
  /// @throws NoResultException if there is no answer within the limit
  /// @throws ClosedByInterruptException if the calling thread is interrupted
  SocketOwner find(SocketEnds ends, Duration limit) throws IOException {
    Question question = new Question(ends);
    waiting.add(question);
    return threads.call(limit, () -> answer(question));
  }

  /// The lines that have been read so far, or since [#forgetLines].
  long lines() {
    return lines.get();
  }

  /// Counts the lines anew.
  void forgetLines() {
    lines.set(0);
  }

  /// The number of the questions that the next reading answers.
  int waiting() {
    return waiting.size();
  }

  private synchronized SocketOwner answer(Question question) throws IOException {
    assert BlockingCheck.isAllowed();
    if (question.answer.isEmpty()) {
      Set<Question> asked = new HashSet<>(Set.of(question));
      for (Question next = waiting.poll(); next != null; next = waiting.poll()) {
        asked.add(next);
      }
      Set<SocketEnds> sockets = new HashSet<>();
      for (Question each : asked) {
        sockets.add(each.ends);
      }
      Map<SocketEnds, SocketOwner> owners = ProcTcpTable.find(sockets, proc, lines);
      for (Question each : asked) {
        each.answer = Optional.of(owners.get(each.ends));
      }
    }
    return question.answer.orElseThrow();
  }
}
