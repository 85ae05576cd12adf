package io.heddle.http1;

import io.heddle.http1.HeadTooLargeException.HeadPart;
import io.heddle.http1.HttpFields.HeadLimits;
import io.heddle.http1.ResponseHead.StatusLine;
import io.heddle.wire.ByteReader;
import io.heddle.wire.MalformedException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/// Lenient reader of the heads and the trailer section of the responses to one request.
///
/// It accepts what squid, curl or Chromium accepts, if it has one meaning and RFC 9112 does not forbid
/// it, since a response is written anew from the parsed form. Repaired are: LF without CR (§2.2), up to
/// two empty lines before a status line, and what [StatusLine] and [LenientFields] describe.
public final class ResponseHeadReader {
  private static final int MAX_EMPTY_LINES = 2;

  private final ByteReader in;
  private final HeadLimits limits;
  private boolean repaired;

  /// @param limits of each head, and of the trailer section
  public ResponseHeadReader(ByteReader in, HeadLimits limits) {
    this.in = in;
    this.limits = limits;
  }

  /// Maximum length in bytes of each head.
  public int limit() {
    return limits.bytes();
  }

  /// Whether something that has been read was not well-formed. The connection must not be used for
  /// another request then: what the server sends next may not be what we take it for.
  public boolean isRepaired() {
    return repaired;
  }

  /// Reads the next head.
  ///
  /// @throws MemoryLimitExceededException if there is no memory left for a long head
  /// @throws HeadTooLargeException if the head exceeds the limit, or has too many fields
  public ResponseHead readHead() throws IOException, MalformedException {
    HeadReader lines = new HeadReader(in, limits);
    StatusLine line = statusLine(firstLine(lines));
    return new ResponseHead(line.version(), line.status(), line.reason(), fields(lines));
  }

  private String firstLine(HeadReader lines) throws IOException, MalformedException {
    String line = line(lines, HeadPart.START_LINE);
    for (int i = 0; i < MAX_EMPTY_LINES && line.isEmpty(); i++) {
      repaired = true;
      line = line(lines, HeadPart.START_LINE);
    }
    return line;
  }

  private StatusLine statusLine(String line) throws MalformedException {
    try {
      return StatusLine.parse(line);
    } catch (MalformedException e) {
      repaired = true;
      return StatusLine.repair(line);
    }
  }

  /// Reads the trailer section. If it is malformed, there are no trailers: the content before it is
  /// complete all the same (RFC 9112 §8).
  public HttpFields readTrailers() throws IOException {
    try {
      return fields(new HeadReader(in, limits));
    } catch (MalformedException e) {
      repaired = true;
      return HttpFields.NONE;
    }
  }

  private HttpFields fields(HeadReader lines) throws IOException, MalformedException {
    LenientFields fields = new LenientFields();
    String line = line(lines, HeadPart.FIELDS);
    while (!line.isEmpty()) {
      fields.add(line);
      line = line(lines, HeadPart.FIELDS);
    }
    repaired |= fields.isRepaired();
    return fields.toFields();
  }

  private String line(HeadReader lines, HeadPart part) throws IOException, MalformedException {
    byte[] bytes = lines.bytesOfLine(part);
    int last = bytes.length - 1;
    boolean crLf = last >= 0 && bytes[last] == '\r';
    repaired |= !crLf;
    return new String(bytes, 0, crLf ? last : bytes.length, StandardCharsets.ISO_8859_1);
  }
}
