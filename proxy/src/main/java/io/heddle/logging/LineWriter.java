package io.heddle.logging;

import java.io.IOException;
import java.nio.ByteBuffer;

/// Writer of lines that keeps them apart: after a failure in the middle of a line, as on a full disk,
/// that line is ended before the next begins.
final class LineWriter {
  /// The most bytes that are written at once: the JDK copies them outside the heap, and keeps that
  /// memory.
  private static final int MAX_WRITE = 64 * 1024;

  private static final byte[] LINE_END = {'\n'};

  private final LogDestination destination;
  private boolean inLine;

  LineWriter(LogDestination destination) {
    this.destination = destination;
  }

  /// Writes all lines.
  ///
  /// @param lines whose position tells, after a failure, how many bytes have been written
  void write(ByteBuffer lines) throws IOException {
    if (inLine) {
      destination.write(ByteBuffer.wrap(LINE_END));
      inLine = false;
    }
    while (lines.hasRemaining()) {
      ByteBuffer part = lines.slice(lines.position(), Math.min(MAX_WRITE, lines.remaining()));
      try {
        destination.write(part);
      } finally {
        lines.position(lines.position() + part.position());
        inLine = lines.position() > 0 && lines.get(lines.position() - 1) != '\n';
      }
      if (part.position() == 0) {
        // Another program has made the terminal or pipe non-blocking.
        throw new IOException("its reader is too slow");
      }
    }
  }

  /// The number of lines that have not been written, with one of which a part has.
  static long linesIn(ByteBuffer rest) {
    long count = 0;
    while (rest.hasRemaining()) {
      if (rest.get() == '\n') {
        count++;
      }
    }
    return count;
  }
}
