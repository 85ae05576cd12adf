import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/// What a proxy holds while it has no client.
///
/// @param heap kB of objects that are in use
/// @param outside kB of memory that is not heap: code, stacks, buffers, what the JVM itself needs
/// @param resident kB of memory, whatever for
record Footprint(long descriptors, long threads, long heap, long outside, long resident) {

  /// Waits until the proxy has noticed that its clients are gone, then counts.
  static Footprint of(Target proxy) throws IOException, InterruptedException {
    long pid = proxy.running().orElseThrow().process().pid();
    long before;
    long now = entries(pid, "fd");
    do {
      before = now;
      Thread.sleep(500);
      now = entries(pid, "fd");
    } while (now < before);
    Heap heap = Heap.of(pid);
    long resident = (long) proxy.memory().resident();
    return new Footprint(
        now, entries(pid, "task"), heap.live(), resident - heap.resident(), resident);
  }

  private static long entries(long pid, String folder) throws IOException {
    long count = 0;
    try (DirectoryStream<Path> files = Files.newDirectoryStream(Path.of("/proc/" + pid, folder))) {
      for (Path _ : files) {
        count++;
      }
    }
    return count;
  }
}
