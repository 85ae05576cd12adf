package io.heddle.net.scheduler;

import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/// Factory of platform threads that do not keep the program running, named `prefix-1`, `prefix-2`, …
///
/// The JDK's own factory of numbered threads makes four classes at run time for its first thread, which
/// takes 50 ms of the first request.
///
/// @param stackSize of a thread, in bytes; 0 for that of the JVM
public record NumberedThreadFactory(String prefix, long stackSize, AtomicInteger last)
    implements ThreadFactory {
  /// A factory whose first thread has the number 1.
  public NumberedThreadFactory(String prefix, long stackSize) {
    this(prefix, stackSize, new AtomicInteger());
  }

  @Override
  public Thread newThread(Runnable work) {
    return Thread.ofPlatform()
        .daemon()
        .name(prefix + "-" + last.incrementAndGet())
        .stackSize(stackSize)
        .unstarted(work);
  }
}
