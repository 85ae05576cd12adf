import java.io.IOException;

/// What a proxy holds while it has no client.
///
/// @param heap kB of objects that are in use
/// @param outside kB of memory that is not heap: code, stacks, buffers, what the JVM itself needs
/// @param resident kB of memory, whatever for
record Footprint(long descriptors, long threads, long heap, long outside, long resident) {

  /// Waits until the proxy has noticed that its clients are gone, then counts.
  static Footprint of(Target proxy) throws IOException, InterruptedException {
    Running running = proxy.running().orElseThrow();
    long before;
    long now = running.descriptors();
    do {
      before = now;
      Thread.sleep(500);
      now = running.descriptors();
    } while (now < before);
    Heap heap = Heap.of(running.process().pid());
    long resident = (long) running.memory().resident();
    return new Footprint(now, running.threads(), heap.live(), resident - heap.resident(), resident);
  }
}
