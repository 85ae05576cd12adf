package io.heddle.net.scheduler;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Calls that may block their thread for an unknown time, such as those that read files or ask for the
/// name of a user. They run in platform threads, so that the carrier of the calling thread goes on.
///
/// Each purpose has threads of its own: calls that never return take those of their purpose alone.
/// Threads are started when needed, and end when they are idle.
public final class BlockingCalls {
  private static final long IDLE_SECONDS = 10;

  /// Call that may block.
  ///
  /// @param <X> its checked failure
  @FunctionalInterface
  public interface BlockingCall<T, X extends Exception> {
    T run() throws X;
  }

  /// Each call takes one of each.
  private final List<Semaphore> places;

  // Without a limit of its own: a thread may still be ending when the next call begins.
  private final ExecutorService threads;

  /// @param name of the threads
  /// @param limit of the calls at one time; others wait
  public BlockingCalls(String name, int limit) {
    this(name, limit, 0);
  }

  /// @param stackSize of the threads, in bytes; 0 for that of the JVM
  public BlockingCalls(String name, int limit, long stackSize) {
    places = List.of(new Semaphore(limit));
    threads =
        new ThreadPoolExecutor(
            0,
            Integer.MAX_VALUE,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            new NumberedThreadFactory(name, stackSize));
  }

  private BlockingCalls(List<Semaphore> places, ExecutorService threads) {
    this.places = places;
    this.threads = threads;
  }

  /// Calls in the same threads and under the same limit, that take some of them at most.
  ///
  /// @param limit of the calls of the part at one time; others wait, and leave the rest to others
  public BlockingCalls part(int limit) {
    List<Semaphore> narrowestFirst = new ArrayList<>(places.size() + 1);
    narrowestFirst.add(new Semaphore(limit));
    narrowestFirst.addAll(places);
    return new BlockingCalls(List.copyOf(narrowestFirst), threads);
  }

  /// Makes a call, and waits for its result. A call that takes too long goes on.
  ///
  /// @throws X if the call throws it
  /// @throws NoResultException if there is no thread for it, or no result in time
  /// @throws ClosedByInterruptException if the calling thread is interrupted
  public <T, X extends Exception> T call(Duration limit, BlockingCall<T, X> call)
      throws X, IOException {
    long end = System.nanoTime() + limit.toNanos();
    try {
      acquire(end);
      return start(call).get(end - System.nanoTime(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw new NoResultException("it takes longer than " + limit.toMillis() + " ms");
    } catch (ExecutionException e) {
      throw BlockingCalls.<X>failure(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ClosedByInterruptException();
    }
  }

  private void acquire(long end) throws NoResultException, InterruptedException {
    int acquired = 0;
    try {
      while (acquired < places.size()) {
        long left = end - System.nanoTime();
        if (!places.get(acquired).tryAcquire(left, TimeUnit.NANOSECONDS)) {
          throw new NoResultException("too many others take long");
        }
        acquired++;
      }
    } finally {
      if (acquired < places.size()) {
        places.subList(0, acquired).forEach(Semaphore::release);
      }
    }
  }

  private void release() {
    places.forEach(Semaphore::release);
  }

  private <T> FutureTask<T> start(BlockingCall<T, ?> call) throws NoThreadException {
    FutureTask<T> task = new FutureTask<>(call::run);
    boolean started = false;
    try {
      threads.execute(() -> run(task));
      started = true;
      return task;
    } catch (OutOfMemoryError e) {
      throw new NoThreadException(e);
    } finally {
      if (!started) {
        release();
      }
    }
  }

  private void run(FutureTask<?> task) {
    try {
      task.run();
    } finally {
      release();
    }
  }

  /// The failure of a task, which the caller throws. An [Error] is thrown here.
  ///
  /// @param <X> what the task may throw; the cast is unchecked, so an unchecked failure passes too
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  static <X extends Exception> X failure(Throwable cause) {
    if (cause instanceof Error error) {
      throw error;
    }
    return (X) cause;
  }
}
