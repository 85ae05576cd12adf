package io.heddle.lab.soak;

import io.heddle.lab.proxy.LaunchedProxy;
import io.heddle.lab.proxy.ProxyProcess;
import io.heddle.lab.system.JvmHeap;
import java.io.IOException;

/// Resources that a proxy holds while it has no client.
///
/// @param heap objects in use, in kB
/// @param nonHeap resident memory outside the heap, in kB: code, stacks, buffers, the JVM itself
/// @param resident all resident memory, in kB
record ResourceUsage(long descriptors, long threads, long heap, long nonHeap, long resident) {
  private static final long PAUSE_MILLIS = 500;

  /// Waits until the number of descriptors no longer falls, which shows that the proxy has noticed
  /// the end of its clients, and counts.
  static ResourceUsage of(LaunchedProxy proxy) throws IOException, InterruptedException {
    ProxyProcess process = proxy.process().orElseThrow();
    long before;
    long now = process.descriptors();
    do {
      before = now;
      Thread.sleep(PAUSE_MILLIS);
      now = process.descriptors();
    } while (now < before);
    JvmHeap heap = JvmHeap.afterCollection(process.pid());
    long resident = (long) process.memory().resident();
    return new ResourceUsage(
        now, process.threads(), heap.live(), resident - heap.resident(), resident);
  }
}
