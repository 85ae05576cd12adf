package io.heddle.http1;

import io.heddle.http1.HttpFields.HeadLimits;
import io.heddle.http1.HttpFields.HttpField;
import io.heddle.wire.ByteReader;
import io.heddle.wire.MalformedException;
import io.heddle.wire.MessageMemoryQuota;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Reader of the lines of one message head, with one limit for all lines together, another for the
/// number of fields, and a grant of memory for a head that is longer than usual.
///
/// Of a long head, the later lines are kept as bytes until the head is complete: a client that has not
/// logged in may send it slowly, or never send its end. Objects are some three times as large.
final class HeadReader {
  /// Bytes of memory that every head may take. Most heads need no more, and no grant.
  private static final int FREE = 8 * 1024;

  /// Bytes of objects of one field, besides its text.
  private static final int FIELD_COST = 96;

  /// Bytes of one line that is kept as bytes, besides its text.
  private static final int LINE_COST = 24;

  /// Bytes of memory for each byte of text: itself, and the buffer that it was read into.
  private static final int TEXT_COST = 2;

  private final ByteReader in;
  private final int limit;
  private final MessageMemoryQuota memory;
  private long granted = FREE;
  private int left;
  private int fieldCount;

  /// Bytes less than [#FIELD_COST] for each line, while they are kept as bytes.
  private int saved;

  HeadReader(ByteReader in, HeadLimits limits) {
    this.in = in;
    this.limit = limits.bytes();
    this.memory = limits.memory();
    this.left = limit;
  }

  /// Reads the first line that is not empty. Old clients may send empty lines before a request (RFC
  /// 9112 §2.2).
  String requestLine() throws IOException, MalformedException {
    String line;
    do {
      line = line(HeadTooLargeException.HeadPart.START_LINE);
    } while (line.isEmpty());
    return line;
  }

  /// Reads the first line. No empty lines may precede a response.
  String statusLine() throws IOException, MalformedException {
    return line(HeadTooLargeException.HeadPart.START_LINE);
  }

  HttpFields fields() throws IOException, MalformedException {
    List<HttpField> fields = new ArrayList<>();
    String line = fieldLine();
    while (!line.isEmpty() && granted == FREE) {
      fields.add(HttpField.parse(line));
      line = fieldLine();
    }
    if (!line.isEmpty()) {
      addWhenComplete(line, fields);
    }
    return new HttpFields(fields);
  }

  private String fieldLine() throws IOException, MalformedException {
    String line = line(HeadTooLargeException.HeadPart.FIELDS);
    if (fieldCount > HeadLimits.MAX_FIELDS && !line.isEmpty()) {
      throw new HeadTooLargeException(
          HeadTooLargeException.HeadPart.FIELDS, HeadLimits.MAX_FIELDS + " fields");
    }
    return line;
  }

  /// Keeps `first` and the lines after it as bytes until the head is complete, then adds them. A
  /// malformed line is refused at once all the same.
  private void addWhenComplete(String first, List<HttpField> fields)
      throws IOException, MalformedException {
    List<byte[]> lines = new ArrayList<>();
    for (String line = first; !line.isEmpty(); line = fieldLine()) {
      HttpField _ = HttpField.parse(line);
      lines.add(line.getBytes(StandardCharsets.ISO_8859_1));
      saved += FIELD_COST - LINE_COST;
    }
    memory.grow(saved);
    for (byte[] line : lines) {
      fields.add(HttpField.parse(new String(line, StandardCharsets.ISO_8859_1)));
    }
  }

  private String line(HeadTooLargeException.HeadPart part) throws IOException, MalformedException {
    byte[] bytes = bytesOfLine(part);
    int last = bytes.length - 1;
    if (last < 0 || bytes[last] != '\r') {
      throw new MalformedException("a line that ends in LF without CR");
    }
    String line = new String(bytes, 0, last, StandardCharsets.ISO_8859_1);
    if (line.indexOf('\r') >= 0) {
      throw new MalformedException("a CR inside a line");
    }
    return line;
  }

  /// Reads the bytes of a line before its LF.
  byte[] bytesOfLine(HeadTooLargeException.HeadPart part) throws IOException, MalformedException {
    byte[] bytes = nextLine(part);
    left -= bytes.length + 1;
    if (part == HeadTooLargeException.HeadPart.FIELDS) {
      fieldCount++;
    }
    return bytes;
  }

  private byte[] nextLine(HeadTooLargeException.HeadPart part)
      throws IOException, MalformedException {
    while (left > 0) {
      int max = Math.min(left - 1, grantedText());
      try {
        return in.until((byte) '\n', max);
      } catch (MalformedException e) {
        if (max == left - 1) {
          break;
        }
        grow();
      }
    }
    throw new HeadTooLargeException(part, limit + " bytes");
  }

  /// Bytes of text for which memory is granted, besides those of the lines that have been read.
  private int grantedText() {
    long text = (granted + saved - (long) FIELD_COST * fieldCount) / TEXT_COST - (limit - left);
    return (int) Math.max(0, text);
  }

  /// Has more memory granted. In steps that grow with the head: after each, the line is scanned anew.
  private void grow() throws IOException {
    int step = (int) Math.max(FREE, granted / 4);
    memory.grow(step);
    granted += step;
  }
}
