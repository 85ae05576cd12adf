package io.heddle.http1;

import io.heddle.wire.MalformedException;
import java.util.List;
import java.util.Optional;

/// Where the body of a message ends (RFC 9112 §6.3).
///
/// A request that two readers could cut differently is malformed. A response is taken as the RFC
/// says where it says so, since its framing goes no further than to us.
public sealed interface BodyLength {

  /// There is no body.
  record NoBody() implements BodyLength {}

  /// After that many bytes.
  record Fixed(long bytes) implements BodyLength {}

  /// Where the chunked coding says.
  record Chunked() implements BodyLength {}

  /// Where the stream ends.
  record UntilClose() implements BodyLength {}

  BodyLength NONE = new NoBody();
  BodyLength CHUNKED = new Chunked();
  BodyLength UNTIL_CLOSE = new UntilClose();

  /// The rule for requests.
  ///
  /// @throws UnknownCodingException for a transfer coding that we do not know
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
    return lengths.isEmpty() ? NONE : new Fixed(parseLength(lengths.getFirst()));
  }

  /// The rule for responses.
  ///
  /// @param method of the request
  static BodyLength of(ResponseHead head, String method) throws MalformedException {
    if (method.equals("HEAD") || !head.mayHaveBody()) {
      return NONE;
    }
    List<String> codings = head.fields().values("Transfer-Encoding");
    if (!codings.isEmpty()) {
      return transferCoding(codings);
    }
    Optional<Fixed> declared = contentLength(head.fields());
    return declared.isPresent() ? declared.get() : UNTIL_CLOSE;
  }

  /// What Content-Length says, perhaps more than once but always the same. The response to HEAD has
  /// it without a body.
  static Optional<Fixed> contentLength(HttpFields fields) throws MalformedException {
    Optional<Fixed> declared = Optional.empty();
    for (String value : fields.values("Content-Length")) {
      for (String member : value.split(",", -1)) {
        Fixed length = new Fixed(parseLength(HttpSyntax.trim(member)));
        if (declared.isPresent() && !declared.get().equals(length)) {
          throw new MalformedException("Content-Length fields that differ");
        }
        declared = Optional.of(length);
      }
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
    // Eighteen digits are an exabyte, and no overflow.
    if (digits.length() > 18 || !HttpSyntax.isDigits(digits)) {
      throw new MalformedException("Content-Length is not a number of bytes");
    }
    return Long.parseLong(digits);
  }
}
