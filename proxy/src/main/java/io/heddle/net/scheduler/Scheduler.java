package io.heddle.net.scheduler;

import java.io.IOException;
import java.nio.channels.Channel;
import java.util.concurrent.ThreadFactory;

/// Scheduler of virtual threads that wait for channels: runs those that can go on, and parks the
/// others until the system tells of their channels.
///
/// Two implementations, of which [Schedulers] chooses one for the program:
///
///     EpollScheduler   one platform thread that runs its virtual threads and polls for them (Linux)
///     JdkScheduler     the JDK's fork-join pool, and its poller in threads of its own (anywhere)
///
/// A thread is asked for by its scheduler, and asks the scheduler that runs it ([Schedulers#current]). In a
/// program on the epoll scheduler, threads that the JDK runs still wait at the JDK's poller.
sealed interface Scheduler permits EpollScheduler, JdkScheduler {

  /// The factory of threads that this scheduler runs. Threads that those start run here too.
  ThreadFactory threads();

  /// Loads and opens what the first wait needs: a first use that finds no descriptor left fails,
  /// and all later ones with it.
  ///
  /// @throws IOException if there are no descriptors left
  void prepare() throws IOException;

  /// The interest of its threads in a channel. By a thread of this scheduler.
  ChannelInterest interestIn(Channel channel);

  /// Forgets a channel that is about to be closed. By a thread of this scheduler.
  void forget(Channel channel);

  /// Forgets a listening channel that is about to be closed and whose socket other processes may
  /// have open: the system would go on telling of it. Any thread may call this.
  void stopWatching(Channel listening);

  /// An empty set for the calling thread.
  ///
  /// @throws IOException if there are no descriptors left
  ReadinessSet openReadinessSet() throws IOException;

  /// Lets other threads run that are ready. By a thread of this scheduler.
  ///
  /// @param lastWait the result of the thread's last call; 0 at first
  /// @return the time that the thread was ready and waited for a processor, in nanoseconds; 0 if the
  ///     scheduler has no use for it
  long yieldToOthers(long lastWait);

  /// The time that a thread may run before it yields, in nanoseconds.
  long yieldIntervalNanos();

  /// Runs a task that computes for milliseconds, and returns when it is done. By a thread of this
  /// scheduler.
  void compute(Runnable task);
}
