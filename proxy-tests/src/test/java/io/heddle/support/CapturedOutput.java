package io.heddle.support;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Output of a program so far on one of its streams.
final class CapturedOutput {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private boolean ended;

  /// Reads a stream in the background until it ends.
  static CapturedOutput from(InputStream stream) {
    CapturedOutput captured = new CapturedOutput();
    // A platform thread: reading a pipe would block the carrier of a virtual one.
    Thread.ofPlatform().daemon().name("output of a program").start(() -> captured.read(stream));
    return captured;
  }

  private void read(InputStream stream) {
    byte[] chunk = new byte[64 * 1024];
    try {
      for (int count = stream.read(chunk); count >= 0; count = stream.read(chunk)) {
        add(chunk, count);
      }
    } catch (IOException e) {
      // Closed with the process.
    }
    end();
  }

  private synchronized void add(byte[] chunk, int count) {
    bytes.write(chunk, 0, count);
    notifyAll();
  }

  private synchronized void end() {
    ended = true;
    notifyAll();
  }

  synchronized String text() {
    return bytes.toString(StandardCharsets.UTF_8);
  }

  /// Waits for this pattern. False if the stream ends first, or the time is up.
  synchronized boolean awaits(Matcher matcher, Duration patience) throws InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    while (!matcher.reset(text()).find()) {
      long millis = (end - System.nanoTime()) / 1_000_000;
      if (ended || millis <= 0) {
        return false;
      }
      wait(millis);
    }
    return true;
  }

  /// Waits for the end of the stream, or until the time is up.
  void awaitEnd(Duration patience) throws InterruptedException {
    // Matches nothing.
    awaits(Pattern.compile("(?!)").matcher(""), patience);
  }
}
