package io.heddle.jdk;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/// Memory that threads allocate.
public final class ThreadAllocation {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private ThreadAllocation() {}

  /// Bytes that the calling platform thread has allocated since its start, garbage included.
  public static long bytes() {
    return THREADS.getCurrentThreadAllocatedBytes();
  }
}
