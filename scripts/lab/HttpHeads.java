import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/// The heads of HTTP messages off a stream, with few system calls.
final class HttpHeads {
  private final InputStream in;
  private final byte[] buffer = new byte[128 * 1024];
  private int position;
  private int limit;

  HttpHeads(InputStream in) {
    this.in = in;
  }

  /// The next head up to its empty line; an empty string where the stream ends before it begins.
  String next() throws IOException {
    int scanned = position;
    while (true) {
      for (; scanned + 4 <= limit; scanned++) {
        if (isEnd(scanned)) {
          String head = new String(buffer, position, scanned + 4 - position, ISO_8859_1);
          position = scanned + 4;
          return head;
        }
      }
      if (!fill()) {
        return "";
      }
      scanned = position;
    }
  }

  private boolean isEnd(int at) {
    return buffer[at] == '\r'
        && buffer[at + 1] == '\n'
        && buffer[at + 2] == '\r'
        && buffer[at + 3] == '\n';
  }

  /// Reads so many bytes and forgets them.
  void skip(int count) throws IOException {
    int left = count;
    while (left > limit - position) {
      left -= limit - position;
      position = limit;
      if (!fill()) {
        throw new EOFException("a body is cut short");
      }
    }
    position += left;
  }

  private boolean fill() throws IOException {
    System.arraycopy(buffer, position, buffer, 0, limit - position);
    limit -= position;
    position = 0;
    int count = in.read(buffer, limit, buffer.length - limit);
    limit += Math.max(0, count);
    return count > 0;
  }
}
