package io.heddle.http1;

import io.heddle.http1.HttpFields.HeadLimits;
import io.heddle.http1.MessageHead.HttpVersion;
import io.heddle.wire.ByteReader;
import io.heddle.wire.ByteWriter;
import io.heddle.wire.MalformedException;
import java.io.IOException;

/// Request line and fields of a request (RFC 9112 §3 and §5).
///
///     method SP request-target SP HTTP-version CRLF
///     *( field-line CRLF )
///     CRLF
///
/// @param method token, compared case-sensitively
/// @param target request target as sent, in one of the four forms of §3.2; see [RequestTarget]
public record RequestHead(String method, String target, HttpVersion version, HttpFields fields)
    implements MessageHead {

  public RequestHead {
    if (!HttpSyntax.isToken(method)) {
      throw new IllegalArgumentException("the method is not a token");
    }
    if (!HttpSyntax.isTarget(target) || (method.equals("CONNECT") && !HttpSyntax.isAscii(target))) {
      throw new IllegalArgumentException(
          "the request target has a space, a control byte, or a host with a byte above ASCII");
    }
  }

  /// Whether a client that sends this byte first may intend to send an HTTP request, well-formed or
  /// not.
  public static boolean mayBeginWith(int first) {
    return (first >= ' ' && first < 0x7f) || first == '\r' || first == '\n' || first == '\t';
  }

  /// Reads one head.
  ///
  /// @param limit maximum length of the head in bytes
  /// @throws HeadTooLargeException if the head exceeds the limit, or has too many fields
  public static RequestHead read(ByteReader in, int limit) throws IOException, MalformedException {
    return read(in, HeadLimits.of(limit));
  }

  /// Reads one head.
  ///
  /// @throws MemoryLimitExceededException if there is no memory left for a long head
  /// @throws HeadTooLargeException if the head exceeds the limit, or has too many fields
  public static RequestHead read(ByteReader in, HeadLimits limits)
      throws IOException, MalformedException {
    HeadReader head = new HeadReader(in, limits);
    String line = head.requestLine();
    int first = line.indexOf(' ');
    int last = line.lastIndexOf(' ');
    if (first < 0 || first == last) {
      throw new MalformedException("the request line is not METHOD TARGET VERSION");
    }
    String target = line.substring(first + 1, last);
    HttpVersion version = HttpVersion.parse(line.substring(last + 1));
    try {
      return new RequestHead(line.substring(0, first), target, version, head.fields());
    } catch (IllegalArgumentException e) {
      throw new MalformedException(e.getMessage());
    }
  }

  /// Whether the client waits for 100 (Continue) before it sends the body (RFC 9110 §10.1.1).
  public boolean expectsContinue() {
    return version == HttpVersion.HTTP_1_1 && fields.hasMember("Expect", "100-continue");
  }

  public void write(ByteWriter out) {
    out.latin1(method).u8(' ').latin1(target).u8(' ').latin1(version.toString()).latin1("\r\n");
    fields.write(out);
  }
}
