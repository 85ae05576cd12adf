package io.heddle.http1;

import io.heddle.http1.HttpFields.HeadLimits;
import io.heddle.http1.MessageHead.HttpVersion;
import io.heddle.wire.ByteReader;
import io.heddle.wire.ByteWriter;
import io.heddle.wire.MalformedException;
import java.io.IOException;
import java.util.Locale;

/// Status line and fields of a response (RFC 9112 §4 and §5).
///
///     HTTP-version SP status-code SP [ reason-phrase ] CRLF
///     *( field-line CRLF )
///     CRLF
///
/// @param status status code, 100 to 999
/// @param reason reason phrase without control bytes, possibly empty
public record ResponseHead(HttpVersion version, int status, String reason, HttpFields fields)
    implements MessageHead {

  public ResponseHead {
    StatusLine.check(status, reason);
  }

  /// Reads one head that is well-formed. [ResponseHeadReader] reads those of other people's servers.
  ///
  /// @param limit maximum length of the head in bytes
  /// @throws HeadTooLargeException if the head exceeds the limit, or has too many fields
  public static ResponseHead read(ByteReader in, int limit) throws IOException, MalformedException {
    HeadReader head = new HeadReader(in, HeadLimits.of(limit));
    StatusLine line = StatusLine.parse(head.statusLine());
    return new ResponseHead(line.version(), line.status(), line.reason(), head.fields());
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

  /// Status line of a response (RFC 9112 §4).
  ///
  /// @param status status code, 100 to 999
  /// @param reason reason phrase without control bytes, possibly empty
  record StatusLine(HttpVersion version, int status, String reason) {
    private static final String NOT_A_STATUS_LINE = "the status line is not VERSION STATUS REASON";
    private static final String NAME = "HTTP";

    StatusLine {
      check(status, reason);
    }

    /// @throws IllegalArgumentException if a status line cannot have these values
    static void check(int status, String reason) {
      if (status < 100 || status > 999) {
        throw new IllegalArgumentException("the status is not a number of three digits");
      }
      if (!HttpSyntax.isFieldValue(HttpSyntax.trim(reason))) {
        throw new IllegalArgumentException("a control byte in the reason phrase");
      }
    }

    /// Parses a line that is well-formed, or ends after the status.
    static StatusLine parse(String line) throws MalformedException {
      // "HTTP/1.1 200", then a space and a phrase, a space alone, or, from some servers, neither.
      if (line.length() < 12
          || line.charAt(8) != ' '
          || (line.length() > 12 && line.charAt(12) != ' ')) {
        throw new MalformedException(NOT_A_STATUS_LINE);
      }
      HttpVersion version = HttpVersion.parse(line.substring(0, 8));
      String reason = line.length() > 13 ? line.substring(13) : "";
      return of(version, line.substring(9, 12), reason);
    }

    /// Parses a line that is not well-formed, as curl or Chromium does: any blanks, or none before the
    /// reason, and any version, which counts as 1.0. Control bytes become spaces (RFC 9112 §2.2).
    ///
    /// A status of another length than three digits stays malformed (RFC 9110 §15).
    static StatusLine repair(String line) throws MalformedException {
      String text = HttpSyntax.trim(HttpSyntax.withoutControls(line));
      int end = HttpSyntax.endOfWord(text);
      int code = text.length() - HttpSyntax.trim(text.substring(end)).length();
      int reason = code + 3;
      boolean named = end == NAME.length() || text.startsWith("/", NAME.length());
      if (!text.regionMatches(true, 0, NAME, 0, NAME.length())
          || !named
          || reason > text.length()) {
        throw new MalformedException(NOT_A_STATUS_LINE);
      }
      if (reason < text.length() && HttpSyntax.isDigits(text.substring(reason, reason + 1))) {
        throw new MalformedException("the status is not a number of three digits");
      }
      return of(
          version(text.substring(0, end)),
          text.substring(code, reason),
          HttpSyntax.trim(text.substring(reason)));
    }

    private static HttpVersion version(String text) {
      try {
        return HttpVersion.parse(text.toUpperCase(Locale.ROOT));
      } catch (MalformedException e) {
        return HttpVersion.HTTP_1_0;
      }
    }

    private static StatusLine of(HttpVersion version, String digits, String reason)
        throws MalformedException {
      if (!HttpSyntax.isDigits(digits)) {
        throw new MalformedException("the status is not a number of three digits");
      }
      try {
        return new StatusLine(version, Integer.parseInt(digits), reason);
      } catch (IllegalArgumentException e) {
        throw new MalformedException(e.getMessage());
      }
    }
  }
}
