package io.heddle.net.scheduler;

/// Whether a thread sleeps, for those who have something for it to do.
///
///     the thread                          the others
///     falls asleep                        leave what is to do
///     looks once more, then waits         rouse it, which calls it if it is asleep
///     is awake, and does what there is
///
/// So it never waits while there is something to do, and is called once for all who come while it
/// sleeps. It may be called for nothing.
public final class WakeupGate {
  private final Runnable call;
  private volatile boolean asleep;

  /// One that is awake.
  ///
  /// @param call ends its waiting, or the next one if it does not wait
  public WakeupGate(Runnable call) {
    this.call = call;
  }

  /// By the thread: whoever does not see this has left what is to do before.
  public void fallsAsleep() {
    asleep = true;
  }

  /// By the thread.
  public void isAwake() {
    asleep = false;
  }

  /// By others. The thread may have slept, worked and fallen asleep again before the call returns:
  /// nothing may be noted after it that was true before.
  public void rouse() {
    if (!asleep) {
      return;
    }
    asleep = false;
    try {
      call.run();
    } catch (RuntimeException | Error e) {
      // Out of memory, perhaps: the next one is to try again.
      asleep = true;
      throw e;
    }
  }
}
