package io.heddle.http1;

import io.heddle.wire.ByteReader;
import io.heddle.wire.ByteWriter;
import io.heddle.wire.MalformedException;
import io.heddle.wire.OutOfBudgetException;
import java.io.IOException;

/// Status line and fields of a response (RFC 9112 §4 and §5).
///
///     HTTP-version SP status-code SP [ reason-phrase ] CRLF
///     *( field-line CRLF )
///     CRLF
///
/// @param status status code, 100 to 999
/// @param reason reason phrase without control bytes, possibly empty
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
  /// @param limit maximum length of the head in bytes
  /// @throws HeadTooLargeException if the head exceeds the limit, or has too many fields
  public static ResponseHead read(ByteReader in, int limit) throws IOException, MalformedException {
    return read(in, HeadLimits.of(limit));
  }

  /// Reads one head.
  ///
  /// @throws OutOfBudgetException if there is no memory left for a long head
  /// @throws HeadTooLargeException if the head exceeds the limit, or has too many fields
  public static ResponseHead read(ByteReader in, HeadLimits limits)
      throws IOException, MalformedException {
    HeadReader head = new HeadReader(in, limits);
    String line = head.statusLine();
    // "HTTP/1.1 200", then a space and a phrase, a space alone, or, from some servers, neither.
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

  /// Whether this is an interim response, which another response to the same request follows (RFC
  /// 9110 §15.2). 101 is not: another protocol follows.
  public boolean isInterim() {
    return status < 200 && status != 101;
  }

  /// Whether the status allows a body (RFC 9112 §6.3, rule 1). Responses to HEAD never have one.
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
