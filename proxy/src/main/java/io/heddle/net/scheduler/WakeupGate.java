package io.heddle.net.scheduler;

/// Gate between a thread that sleeps while it has no work, and other threads that bring work.
///
///     the thread                               the others
///     beginSleep                               add their work
///     look for work once more, else sleep      wake, which calls the sleeper once
///     endSleep, do the work
///
/// The thread never sleeps while there is work, and is woken once for all work that comes while it
/// sleeps. It may be woken for nothing.
public final class WakeupGate {
  private final Runnable wakeUp;
  private volatile boolean asleep;

  /// The gate of a thread that is awake.
  ///
  /// @param wakeUp ends the thread's sleep, or the next one if it does not sleep
  public WakeupGate(Runnable wakeUp) {
    this.wakeUp = wakeUp;
  }

  /// Notes that the thread is about to sleep. It must look for work after this: a thread that added
  /// work without seeing this did so before.
  public void beginSleep() {
    asleep = true;
  }

  /// Notes that the thread is awake. By the thread itself.
  public void endSleep() {
    asleep = false;
  }

  /// Wakes the thread if it sleeps. By other threads, after they have added their work.
  ///
  /// The flag is cleared before the call and not after: the thread may wake, work and fall asleep
  /// again before the call returns.
  public void wake() {
    if (!asleep) {
      return;
    }
    asleep = false;
    try {
      wakeUp.run();
    } catch (RuntimeException | Error e) {
      // Out of memory, perhaps: the next caller tries again.
      asleep = true;
      throw e;
    }
  }
}
