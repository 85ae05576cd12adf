package io.heddle.logging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.support.Await;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Log queue in front of a destination that is slow, full or gone.
@Tag("component")
@Timeout(60)
class LogQueueTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Duration MOMENT = Duration.ofMillis(50);

  private final List<Long> losses = new CopyOnWriteArrayList<>();
  private final List<String> failures = new CopyOnWriteArrayList<>();

  /// Writes all lines in the queue.
  static void write(LogQueue queue) throws InterruptedException {
    Thread writer = Thread.ofVirtual().start(() -> runAll(queue, List.of(), List.of()));
    assertTrue(queue.awaitWritten(PATIENCE));
    writer.interrupt();
    writer.join();
  }

  private static void runAll(LogQueue queue, List<Long> losses, List<String> failures) {
    try {
      queue.run(losses::add, e -> failures.add(e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Destination that accepts nothing until the test allows it.
  private static final class Stalled extends OutputStream {
    private final Semaphore turns = new Semaphore(0);
    private final ByteArrayOutputStream taken = new ByteArrayOutputStream();

    @Override
    public void write(int b) {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int count) {
      turns.acquireUninterruptibly();
      taken.write(bytes, offset, count);
    }
  }

  @Test
  void whoLogsNeverWaitsAndIsToldWhatWasLost() throws InterruptedException {
    Stalled out = new Stalled();
    LogQueue queue = new LogQueue(out);
    Thread writer = Thread.ofVirtual().start(() -> runAll(queue, losses, failures));
    queue.add("first\n");
    assertFalse(queue.awaitWritten(MOMENT));
    Await.until("it is being written", out.turns::hasQueuedThreads);
    String line = "x".repeat(1023) + "\n";
    int room = LogQueue.MAX_BYTES / line.length();
    for (int i = 0; i < room + 3; i++) {
      queue.add(line);
    }
    out.turns.release(1000);
    Await.until("the loss is told", () -> !losses.isEmpty());
    assertTrue(queue.awaitWritten(PATIENCE));
    writer.interrupt();
    writer.join();
    assertEquals(List.of(3L), losses);
    assertEquals("first\n" + line.repeat(room), out.taken.toString(StandardCharsets.UTF_8));
  }

  @Test
  void manyLinesAreOneWrite() throws InterruptedException {
    Stalled out = new Stalled();
    LogQueue queue = new LogQueue(out);
    queue.add("first\n");
    queue.add("second\n");
    out.turns.release(1);
    write(queue);
    assertEquals("first\nsecond\n", out.taken.toString(StandardCharsets.UTF_8));
  }

  @Test
  void aDestinationThatFailsIsReportedOnceAndTriedAgain() throws InterruptedException {
    OutputStream full =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("No space left on device");
          }
        };
    LogQueue queue = new LogQueue(full);
    Thread writer = Thread.ofVirtual().start(() -> runAll(queue, losses, failures));
    for (int i = 0; i < 3; i++) {
      queue.add("a line\n");
      assertTrue(queue.awaitWritten(PATIENCE));
    }
    writer.interrupt();
    writer.join();
    assertEquals(List.of("No space left on device"), failures);
  }

  /// Disk with some room: a write that does not fit is cut off.
  private static final class SmallDisk implements LogDestination {
    private final ByteArrayOutputStream content = new ByteArrayOutputStream();
    private final AtomicInteger room;

    SmallDisk(int room) {
      this.room = new AtomicInteger(room);
    }

    @Override
    public void write(ByteBuffer lines) throws IOException {
      while (lines.hasRemaining() && room.getAndDecrement() > 0) {
        content.write(lines.get());
      }
      if (lines.hasRemaining()) {
        throw new IOException("No space left on device");
      }
    }
  }

  @Test
  void whatAFullDiskLosesIsCountedAndNoLineIsGluedToAnother() throws InterruptedException {
    SmallDisk disk = new SmallDisk(9);
    LogQueue queue = new LogQueue(disk);
    queue.add("first\n");
    queue.add("second\n");
    queue.add("third\n");
    Thread writer = Thread.ofVirtual().start(() -> runAll(queue, losses, failures));
    assertTrue(queue.awaitWritten(PATIENCE));
    queue.add("fourth\n");
    assertTrue(queue.awaitWritten(PATIENCE));
    disk.room.set(100);
    queue.add("fifth\n");
    Await.until("the loss is told", () -> !losses.isEmpty());
    writer.interrupt();
    writer.join();
    assertEquals(List.of(3L), losses);
    assertEquals(List.of("No space left on device"), failures);
    assertEquals("first\nsec\nfifth\n", disk.content.toString(StandardCharsets.UTF_8));
  }

  @Test
  void aFileThatOthersEmptyIsWrittenFromItsBeginning(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("heddle.log");
    LogQueue queue = LogQueue.to(Optional.of(file));
    queue.add("first\n");
    write(queue);
    Files.writeString(file, "");
    queue.add("second\n");
    write(queue);
    assertEquals("second\n", Files.readString(file));
  }

  @Test
  void aFileThatCannotBeWrittenIsAnErrorAtOnce(@TempDir Path folder) {
    Path file = folder.resolve("missing/heddle.log");
    IOException e = assertThrows(IOException.class, () -> LogQueue.to(Optional.of(file)));
    assertEquals(file + ": no such folder", e.getMessage());
  }
}
