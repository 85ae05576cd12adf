package io.heddle.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("component")
class LogFeedTest {
  @Test
  void aSlowReaderLosesLinesAndIsToldHowMany() {
    var queue = new LogFeed.LineQueue(_ -> true);
    String line = "x".repeat(1023);
    for (int i = 0; i < 300; i++) {
      queue.add(line);
    }
    String taken = queue.take();
    assertEquals(256, taken.lines().filter(line::equals).count());
    assertTrue(taken.endsWith("\n… 44 lines dropped: this reader is too slow\n"));
    queue.add("next");
    assertEquals("next\n", queue.take());
    assertEquals("", queue.take());
  }
}
