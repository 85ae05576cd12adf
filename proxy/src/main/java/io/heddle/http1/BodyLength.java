package io.heddle.http1;

import io.heddle.http1.MessageHead.HttpVersion;
import io.heddle.wire.MalformedException;
import java.util.List;
import java.util.Optional;

/// Length of a message body (RFC 9112 §6.3).
///
/// A request whose body two parsers could delimit differently is malformed. A response is read as
/// leniently as the RFC allows: we decode its framing and send our own to the client.
public sealed interface BodyLength {
  /// Whether there is no body, or one that is known to have no bytes.
  boolean isEmpty();

  /// The message has no body.
  record NoBody() implements BodyLength {
    @Override
    public boolean isEmpty() {
      return true;
    }
  }

  /// The body has this number of bytes: Content-Length.
  record ContentLength(long bytes) implements BodyLength {
    @Override
    public boolean isEmpty() {
      return bytes == 0;
    }
  }

  /// The body is in the chunked transfer coding, which marks its end.
  record Chunked() implements BodyLength {
    @Override
    public boolean isEmpty() {
      return false;
    }
  }

  /// The body ends with the stream.
  record CloseDelimited() implements BodyLength {
    @Override
    public boolean isEmpty() {
      return false;
    }
  }

  BodyLength NONE = new NoBody();
  BodyLength CHUNKED = new Chunked();
  BodyLength CLOSE_DELIMITED = new CloseDelimited();

  /// Body length of a request.
  ///
  /// @throws UnknownTransferCodingException for a transfer coding other than chunked
  /// @throws MalformedException if the framing fields contradict each other
  static BodyLength of(RequestHead head) throws MalformedException {
    List<String> lengths = head.fields().values("Content-Length");
    List<String> codings = head.fields().values("Transfer-Encoding");
    if (!codings.isEmpty()) {
      if (head.version() == HttpVersion.HTTP_1_0) {
        throw new MalformedException("a transfer coding in an HTTP/1.0 request");
      }
      if (!lengths.isEmpty()) {
        throw new MalformedException("both Content-Length and Transfer-Encoding");
      }
      return transferCoding(codings);
    }
    if (lengths.size() > 1) {
      throw new MalformedException("more than one Content-Length");
    }
    return lengths.isEmpty() ? NONE : new ContentLength(parseLength(lengths.getFirst()));
  }

  /// Body length of a response. The coding `identity` of RFC 2616 is none, so Content-Length counts
  /// beside it.
  ///
  /// @param method method of the request
  static BodyLength of(ResponseHead head, String method) throws MalformedException {
    if (method.equals("HEAD") || !head.mayHaveBody()) {
      return NONE;
    }
    List<String> codings = head.fields().listMembers("Transfer-Encoding");
    if (!codings.stream().allMatch(BodyLength::isIdentity)) {
      return transferCoding(withoutIdentity(codings));
    }
    Optional<ContentLength> declared = contentLength(head.fields());
    return declared.isPresent() ? declared.get() : CLOSE_DELIMITED;
  }

  private static boolean isIdentity(String coding) {
    return coding.equalsIgnoreCase("identity");
  }

  /// The codings without those that change nothing. As the last one, `identity` stays, and makes the
  /// message malformed: by RFC 9112 §6.3, item 4, the body ends with the stream then, and curl and
  /// Chromium read it as chunked.
  private static List<String> withoutIdentity(List<String> codings) {
    return isIdentity(codings.getLast())
        ? codings
        : codings.stream().filter(coding -> !isIdentity(coding)).toList();
  }

  /// Value of Content-Length, which may be repeated if all values are equal. A response to HEAD may
  /// have the field without a body.
  static Optional<ContentLength> contentLength(HttpFields fields) throws MalformedException {
    Optional<ContentLength> declared = Optional.empty();
    for (String member : fields.listMembers("Content-Length")) {
      ContentLength length = new ContentLength(parseLength(member));
      if (declared.isPresent() && !declared.get().equals(length)) {
        throw new MalformedException("Content-Length fields that differ");
      }
      declared = Optional.of(length);
    }
    if (declared.isEmpty() && fields.has("Content-Length")) {
      throw new MalformedException("Content-Length is not a number of bytes");
    }
    return declared;
  }

  private static BodyLength transferCoding(List<String> values) throws MalformedException {
    String codings = String.join(", ", values);
    if (codings.equalsIgnoreCase("chunked")) {
      return CHUNKED;
    }
    int comma = codings.lastIndexOf(',');
    if (!HttpSyntax.trim(codings.substring(comma + 1)).equalsIgnoreCase("chunked")) {
      throw new MalformedException("Transfer-Encoding does not end with chunked");
    }
    for (String coding : codings.substring(0, comma).split(",", -1)) {
      if (!HttpSyntax.isToken(HttpSyntax.trim(coding))
          || HttpSyntax.trim(coding).equalsIgnoreCase("chunked")) {
        throw new MalformedException("Transfer-Encoding is not a list of codings, chunked once");
      }
    }
    throw new UnknownTransferCodingException(codings);
  }

  private static long parseLength(String digits) throws MalformedException {
    // Eighteen digits cannot overflow, and suffice for an exabyte.
    if (digits.length() > 18 || !HttpSyntax.isDigits(digits)) {
      throw new MalformedException("Content-Length is not a number of bytes");
    }
    return Long.parseLong(digits);
  }
}
