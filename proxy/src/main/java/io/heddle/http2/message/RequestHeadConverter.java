package io.heddle.http2.message;

import io.heddle.http1.HttpFields;
import io.heddle.http1.HttpFields.HttpField;
import io.heddle.http1.MessageHead.HttpVersion;
import io.heddle.http1.RequestHead;
import io.heddle.http2.frame.Header;
import io.heddle.http2.frame.HeaderList;
import io.heddle.wire.MalformedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Conversion of request heads between HTTP/2 and HTTP/1.1 (RFC 9113 §8.3.1). Pure.
///
///     :method CONNECT  :authority host:port     CONNECT host:port HTTP/1.1
///     :method GET  :scheme http                 GET http://host/path HTTP/1.1
///     :authority host  :path /path              Host: host
final class RequestHeadConverter {
  private RequestHeadConverter() {}

  /// @param head with a target in authority-form (CONNECT) or absolute-form
  static HeaderList toHttp2(RequestHead head) {
    List<Header> headers = new ArrayList<>(head.fields().lines().size() + 4);
    headers.add(new Header(":method", head.method()));
    if (head.method().equals("CONNECT")) {
      headers.add(new Header(":authority", head.target()));
    } else {
      addTarget(head.target(), headers);
    }
    FieldConverter.addTo(headers, head.fields());
    return new HeaderList(headers);
  }

  private static void addTarget(String target, List<Header> headers) {
    int authority = target.indexOf("://") + 3;
    int end = authority;
    while (end < target.length() && "/?".indexOf(target.charAt(end)) < 0) {
      end++;
    }
    String path = target.substring(end);
    headers.add(new Header(":scheme", target.substring(0, authority - 3)));
    headers.add(new Header(":authority", target.substring(authority, end)));
    headers.add(new Header(":path", path.startsWith("/") ? path : "/" + path));
  }

  /// @throws MalformedException if the list is not a valid request head (RFC 9113 §8.1.1)
  static RequestHead toHttp1(HeaderList list) throws MalformedException {
    PseudoHeaderFields pseudo =
        PseudoHeaderFields.of(list, List.of(":method", ":scheme", ":authority", ":path"));
    String method = pseudo.required(":method");
    HttpFields fields = FieldConverter.toHttp1(list);
    Optional<String> authority = RequestAuthority.of(pseudo, fields);
    String target =
        method.equals("CONNECT") ? connectTarget(pseudo) : target(pseudo, method, authority);
    List<HttpField> lines = new ArrayList<>(fields.lines().size() + 1);
    try {
      authority.ifPresent(host -> lines.add(new HttpField("Host", host)));
      fields.lines().stream().filter(field -> !field.hasName("host")).forEach(lines::add);
      return new RequestHead(method, target, HttpVersion.HTTP_1_1, new HttpFields(lines));
    } catch (IllegalArgumentException e) {
      throw new MalformedException(e.getMessage());
    }
  }

  private static String connectTarget(PseudoHeaderFields pseudo) throws MalformedException {
    if (pseudo.value(":scheme").isPresent() || pseudo.value(":path").isPresent()) {
      throw new MalformedException("a CONNECT request with a scheme or a path");
    }
    return pseudo.required(":authority");
  }

  /// `ALPHA *( ALPHA / DIGIT / "+" / "-" / "." )` (RFC 3986 §3.1).
  private static String scheme(PseudoHeaderFields pseudo) throws MalformedException {
    String scheme = pseudo.required(":scheme");
    boolean valid =
        isLetter(scheme.charAt(0))
            && scheme.chars().allMatch(c -> isLetter(c) || isDigit(c) || "+-.".indexOf(c) >= 0);
    if (!valid) {
      throw new MalformedException("a scheme with forbidden characters");
    }
    return scheme;
  }

  private static boolean isLetter(int c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  private static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }

  private static String target(PseudoHeaderFields pseudo, String method, Optional<String> authority)
      throws MalformedException {
    String path = pseudo.required(":path");
    boolean asterisk = path.equals("*") && method.equals("OPTIONS");
    if (!asterisk && !path.startsWith("/")) {
      throw new MalformedException("a path that does not begin with a slash");
    }
    String scheme = scheme(pseudo);
    return authority.map(host -> scheme + "://" + host + (asterisk ? "" : path)).orElse(path);
  }
}
