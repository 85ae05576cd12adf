package io.heddle.http1;

import io.heddle.address.Endpoint;
import io.heddle.address.Host;
import io.heddle.http1.MessageHead.HttpVersion;
import io.heddle.http1.RequestTarget.Authority;
import io.heddle.wire.MalformedException;
import java.util.List;
import java.util.Optional;

/// Parsed request target of any method but CONNECT (RFC 9112 §3.2).
public sealed interface RequestTarget {
  /// The target as the log has it, where queries would tell too much.
  String withoutQuery();

  /// Origin-form, `/path?query`: a resource of the server named in `Host`.
  record OriginForm(String path, String query) implements RequestTarget {
    @Override
    public String withoutQuery() {
      return path;
    }
  }

  /// Absolute-form, `http://host:port/path?query`: the form of requests to a proxy.
  record AbsoluteForm(Authority authority, String path, String query) implements RequestTarget {
    /// The target in origin-form. Without a path it is `/`, or `*` for OPTIONS (§3.2.4).
    public String originForm(String method) {
      if (path.isEmpty()) {
        return method.equals("OPTIONS") && query.isEmpty() ? "*" : "/" + query;
      }
      return path + query;
    }

    @Override
    public String withoutQuery() {
      return "http://" + authority.endpoint().uriAuthority(Authority.DEFAULT_PORT) + path;
    }

    /// The target in absolute-form, for another proxy.
    public String absoluteForm() {
      return "http://" + authority.text() + path + query;
    }
  }

  /// Asterisk-form, `*`: the server as a whole.
  record AsteriskForm() implements RequestTarget {
    @Override
    public String withoutQuery() {
      return "*";
    }
  }

  /// Absolute-form with a scheme other than http, which is not forwarded.
  record UnsupportedScheme(String scheme) implements RequestTarget {
    @Override
    public String withoutQuery() {
      return scheme + ":";
    }
  }

  /// Authority of an http URI: host and port.
  ///
  /// @param endpoint host and port; port 80 if the text has none
  /// @param text value for `Host`, in canonical form; it has a port only if the original had one
  record Authority(Endpoint endpoint, String text) {
    private static final int DEFAULT_PORT = 80;

    /// Parses `host [ ":" [ port ] ]` (RFC 9110 §4.2.1). User information is rejected, and so is the
    /// zone of an IPv6 address, which has a meaning on one machine only (RFC 3986 §3.2.2).
    ///
    /// @throws MalformedException if the text is not an authority; the message says why
    public static Authority parse(String text) throws MalformedException {
      if (text.indexOf('@') >= 0) {
        throw new MalformedException("a user name in a host, which may deceive people");
      }
      if (!HttpSyntax.isAscii(text)) {
        throw new MalformedException(
            "a byte above ASCII in a host, for which no encoding is known");
      }
      if (text.indexOf('%') >= 0) {
        throw new MalformedException("a % in a host, where a URL has neither escapes nor zones");
      }
      int colon = text.lastIndexOf(':');
      boolean hasPort = colon > text.lastIndexOf(']');
      try {
        Host host = Host.parse(hasPort ? text.substring(0, colon) : text);
        String digits = hasPort ? text.substring(colon + 1) : "";
        if (digits.isEmpty()) {
          return new Authority(new Endpoint(host, DEFAULT_PORT), host.uriHost());
        }
        Endpoint endpoint = new Endpoint(host, Endpoint.parsePort(digits));
        return new Authority(endpoint, endpoint.toString());
      } catch (IllegalArgumentException e) {
        throw new MalformedException(AuthorityError.message(text, e));
      }
    }
  }

  /// Authority in `Host`. Empty for an HTTP/1.0 request, where the field is optional, and for a field
  /// without value, which says that the target has no authority (RFC 9112 §3.2).
  ///
  /// @throws MalformedException if the field is missing, repeated or invalid
  static Optional<Authority> hostAuthority(RequestHead head, AuthorityCache authorities)
      throws MalformedException {
    List<String> values = head.fields().values("Host");
    if (values.size() > 1) {
      throw new MalformedException("more than one Host");
    }
    if (values.isEmpty() && head.version() == HttpVersion.HTTP_1_1) {
      throw new MalformedException("no Host in an HTTP/1.1 request");
    }
    return values.isEmpty() || values.getFirst().isEmpty()
        ? Optional.empty()
        : Optional.of(authorities.read(values.getFirst()));
  }

  /// Parses the target of any request but CONNECT. A fragment is cut off, as the client should have
  /// done (RFC 9110 §7.1).
  ///
  /// @throws MalformedException if the target has none of the forms above
  static RequestTarget parse(String method, String target, AuthorityCache authorities)
      throws MalformedException {
    int fragment = target.indexOf('#');
    if (fragment >= 0) {
      return parse(method, target.substring(0, fragment), authorities);
    }
    if (target.startsWith("/")) {
      int end = pathEnd(target, 0);
      return new OriginForm(target.substring(0, end), target.substring(end));
    }
    if (target.equals("*") && method.equals("OPTIONS")) {
      return new AsteriskForm();
    }
    int colon = target.indexOf("://");
    if (colon < 1 || !isScheme(target, colon)) {
      throw new MalformedException("the request target is neither a path nor an http:// URL");
    }
    return colon == 4 && target.regionMatches(true, 0, "http", 0, 4)
        ? parseHttp(target, colon + 3, authorities)
        : new UnsupportedScheme(target.substring(0, colon));
  }

  private static AbsoluteForm parseHttp(String target, int start, AuthorityCache authorities)
      throws MalformedException {
    int end = start;
    while (end < target.length() && target.charAt(end) != '/' && target.charAt(end) != '?') {
      end++;
    }
    int pathEnd = pathEnd(target, end);
    return new AbsoluteForm(
        authorities.read(withoutUserInfo(target.substring(start, end))),
        target.substring(end, pathEnd),
        target.substring(pathEnd));
  }

  /// The authority without the user information that some clients send (RFC 9110 §4.2.4). Which host
  /// is meant must not depend on how its characters are read.
  private static String withoutUserInfo(String authority) throws MalformedException {
    int at = authority.indexOf('@');
    if (at >= 0 && !HttpSyntax.isUserInfo(authority.substring(0, at))) {
      throw new MalformedException("user information with characters that it cannot have");
    }
    return authority.substring(at + 1);
  }

  private static int pathEnd(String target, int from) {
    int query = target.indexOf('?', from);
    return query < 0 ? target.length() : query;
  }

  /// Whether the first `length` characters are a URI scheme (RFC 3986 §3.1).
  private static boolean isScheme(String target, int length) {
    for (int i = 0; i < length; i++) {
      char c = target.charAt(i);
      boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
      if (!letter && (i == 0 || !((c >= '0' && c <= '9') || c == '+' || c == '-' || c == '.'))) {
        return false;
      }
    }
    return true;
  }

  /// Cache of the last parsed authority of one connection. Most requests on a connection have the
  /// authority of the request before, and most state it twice, in the target and in `Host`.
  final class AuthorityCache {
    private String lastText = "";
    private Optional<Authority> last = Optional.empty();

    /// Parses an authority, or returns the last one if the text is the same.
    ///
    /// @throws MalformedException if the text is not an authority; the message says why
    Authority read(String text) throws MalformedException {
      if (last.isEmpty() || !lastText.equals(text)) {
        last = Optional.of(Authority.parse(text));
        lastText = text;
      }
      return last.get();
    }
  }
}
