package io.heddle.lab.client;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reader of HTTP/1.1 messages: returns heads, and skips bodies. It reads ahead, so that most
/// messages take one system call.
public final class HttpMessageReader {
  private static final byte[] END_OF_HEAD = {'\r', '\n', '\r', '\n'};
  private static final byte[] END_OF_LINE = {'\r', '\n'};

  private static final Pattern CONTENT_LENGTH = Pattern.compile("(?im)^content-length: *(\\d+)");
  private static final Pattern CHUNKED = Pattern.compile("(?im)^transfer-encoding: *chunked");

  private final InputStream in;
  private final byte[] buffer = new byte[128 * 1024];
  private int position;
  private int limit;

  public HttpMessageReader(InputStream in) {
    this.in = in;
  }

  /// Next head, with the empty line that ends it. An empty string if the stream ends before it.
  public String nextHead() throws IOException {
    return readThrough(END_OF_HEAD);
  }

  private String readThrough(byte[] end) throws IOException {
    int scanned = position;
    while (true) {
      for (; scanned + end.length <= limit; scanned++) {
        if (startsWith(end, scanned)) {
          int next = scanned + end.length;
          String text = new String(buffer, position, next - position, ISO_8859_1);
          position = next;
          return text;
        }
      }
      scanned -= position;
      if (!fill()) {
        if (position < limit) {
          throw new EOFException("the stream ends within a head");
        }
        return "";
      }
      scanned += position;
    }
  }

  private boolean startsWith(byte[] expected, int at) {
    for (int i = 0; i < expected.length; i++) {
      if (buffer[at + i] != expected[i]) {
        return false;
      }
    }
    return true;
  }

  /// Skips the body that belongs to `head`, of the length or in the chunks that it announces. No
  /// body if it announces neither.
  public void skipBody(String head) throws IOException {
    Matcher length = CONTENT_LENGTH.matcher(head);
    if (CHUNKED.matcher(head).find()) {
      skipChunks();
    } else if (length.find()) {
      skip(Integer.parseInt(length.group(1)));
    }
  }

  /// Skips a body of `count` bytes.
  public void skip(int count) throws IOException {
    int left = count;
    while (left > limit - position) {
      left -= limit - position;
      position = limit;
      if (!fill()) {
        throw new EOFException("the stream ends within a body");
      }
    }
    position += left;
  }

  /// Skips chunks and trailers (RFC 9112, section 7.1).
  private void skipChunks() throws IOException {
    int size = chunkSize();
    while (size > 0) {
      skip(size + END_OF_LINE.length);
      size = chunkSize();
    }
    while (line().length() > END_OF_LINE.length) {
      // a trailer
    }
  }

  private int chunkSize() throws IOException {
    return Integer.parseInt(line().strip(), 16);
  }

  private String line() throws IOException {
    String line = readThrough(END_OF_LINE);
    if (line.isEmpty()) {
      throw new EOFException("the stream ends within a body");
    }
    return line;
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
