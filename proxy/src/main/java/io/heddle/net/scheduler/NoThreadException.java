package io.heddle.net.scheduler;

/// Failure to get a platform thread. The system limits the threads of a user, of a control group
/// (`pids.max`) and of the machine, and its refusal reaches Java as an [OutOfMemoryError].
public final class NoThreadException extends NoResultException {
  private static final long serialVersionUID = 1L;

  NoThreadException(OutOfMemoryError cause) {
    super("this system gives no more threads");
    initCause(cause);
  }
}
