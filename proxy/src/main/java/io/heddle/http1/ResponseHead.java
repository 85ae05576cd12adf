package io.heddle.http1;

import io.heddle.wire.ByteReader;
import io.heddle.wire.ByteWriter;
import io.heddle.wire.MalformedException;
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
    StatusLine.check(status, reason);
  }

  /// Reads one head that is well-formed. [ResponseHeadReader] reads those of other people's servers.
  ///
  /// @param limit maximum length of the head in bytes
  /// @throws HeadTooLargeException if the head exceeds the limit
  public static ResponseHead read(ByteReader in, int limit) throws IOException, MalformedException {
    HeadReader head = new HeadReader(in, limit);
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
}
