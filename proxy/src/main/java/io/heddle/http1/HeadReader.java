package io.heddle.http1;

import io.heddle.wire.ByteReader;
import io.heddle.wire.MalformedException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Reader of the lines of one message head, with one limit for all lines together.
final class HeadReader {
  private final ByteReader in;
  private final int limit;
  private int left;

  /// @param limit maximum length of the head in bytes, line ends included
  HeadReader(ByteReader in, int limit) {
    this.in = in;
    this.limit = limit;
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
    List<HttpField> lines = new ArrayList<>();
    while (true) {
      String line = line(HeadTooLargeException.HeadPart.FIELDS);
      if (line.isEmpty()) {
        return new HttpFields(lines);
      }
      lines.add(HttpField.parse(line));
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
    if (left < 1) {
      throw new HeadTooLargeException(part, limit);
    }
    byte[] bytes;
    try {
      bytes = in.until((byte) '\n', left - 1);
    } catch (MalformedException e) {
      throw new HeadTooLargeException(part, limit);
    }
    left -= bytes.length + 1;
    return bytes;
  }
}
