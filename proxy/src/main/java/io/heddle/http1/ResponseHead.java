package io.heddle.http1;

import io.heddle.wire.ByteReader;
import io.heddle.wire.ByteWriter;
import io.heddle.wire.MalformedException;
import java.io.IOException;

/// A response without its content (RFC 9112 §4 and §5).
///
///     HTTP-version SP status-code SP [ reason-phrase ] CRLF
///     *( field-line CRLF )
///     CRLF
///
/// @param status 100 to 999
/// @param reason text without control bytes, possibly empty
public record ResponseHead(HttpVersion version, int status, String reason, HttpFields fields) {

  public ResponseHead {
    if (status < 100 || status > 999) {
      throw new IllegalArgumentException("the status is not a number of three digits");
    }
    if (!HttpSyntax.isFieldValue(HttpSyntax.trim(reason))) {
      throw new IllegalArgumentException("a control byte in the reason phrase");
    }
  }

  /// Reads one head.
  ///
  /// @param limit bytes that the head may have
  /// @throws HeadTooLargeException if it has more
  public static ResponseHead read(ByteReader in, int limit) throws IOException, MalformedException {
    HeadReader head = new HeadReader(in, limit);
    String line = head.statusLine();
    // "HTTP/1.1 200", and a space with or without a phrase; some servers leave out both.
    if (line.length() < 12
        || line.charAt(8) != ' '
        || (line.length() > 12 && line.charAt(12) != ' ')) {
      throw new MalformedException("the status line is not VERSION STATUS REASON");
    }
    HttpVersion version = HttpVersion.parse(line.substring(0, 8));
    String reason = line.length() > 13 ? line.substring(13) : "";
    try {
      return new ResponseHead(version, parseStatus(line.substring(9, 12)), reason, head.fields());
    } catch (IllegalArgumentException e) {
      throw new MalformedException(e.getMessage());
    }
  }

  private static int parseStatus(String digits) {
    if (!HttpSyntax.isDigits(digits)) {
      throw new IllegalArgumentException("the status is not a number of three digits");
    }
    return Integer.parseInt(digits);
  }

  /// Whether another response to the same request follows this one (RFC 9110 §15.2); after 101 it
  /// is of another protocol.
  public boolean isInterim() {
    return status < 200 && status != 101;
  }

  /// Whether there may be a body at all (RFC 9112 §6.3, rule 1, without HEAD).
  public boolean mayHaveBody() {
    return status >= 200 && status != 204 && status != 304;
  }

  public void write(ByteWriter out) {
    out.latin1(version.toString())
        .u8(' ')
        .latin1(Integer.toString(status))
        .u8(' ')
        .latin1(reason)
        .latin1("\r\n");
    fields.write(out);
  }
}
