package io.heddle.http1;

import io.heddle.address.Endpoint;
import io.heddle.address.Host;
import io.heddle.wire.MalformedException;
import java.util.List;
import java.util.Optional;

/// What a request is about, in one of four forms (RFC 9112 §3.2).
public sealed interface RequestTarget {

  /// `/path?query`: on the server that `Host` names.
  record OriginForm(String path, String query) implements RequestTarget {}

  /// `http://host:port/path?query`: what a proxy is asked for.
  record AbsoluteForm(Authority authority, String path, String query) implements RequestTarget {
    /// As the origin gets it: without a path it is the root, or for OPTIONS the server as a whole
    /// (§3.2.4).
    public String originForm(String method) {
      if (path.isEmpty()) {
        return method.equals("OPTIONS") && query.isEmpty() ? "*" : "/" + query;
      }
      return path + query;
    }

    /// As another proxy gets it.
    public String absoluteForm() {
      return "http://" + authority.text() + path + query;
    }
  }

  /// `*`: the server as a whole.
  record AsteriskForm() implements RequestTarget {}

  /// Of a scheme that is not forwarded.
  record UnsupportedScheme(String scheme) implements RequestTarget {}

  /// A host, and a port unless it is the default one.
  ///
  /// @param text as `Host` says it: in canonical form, and without a port if none was written
  record Authority(Endpoint endpoint, String text) {
    private static final int DEFAULT_PORT = 80;

    /// Reads `host [ ":" [ port ] ]` (RFC 9110 §4.2.1); user information is refused (§4.2.4), and
    /// so is the zone of an IPv6 address: it means something on one machine alone, and no URL has
    /// one (RFC 3986 §3.2.2).
    ///
    /// @throws MalformedException saying what is wrong with the text
    public static Authority parse(String text) throws MalformedException {
      if (text.indexOf('@') >= 0) {
        throw new MalformedException("a user name in a host, which may deceive people");
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
        throw new MalformedException(e.getMessage());
      }
    }
  }

  /// The authority in `Host`; none only in HTTP/1.0, which does not ask for it (RFC 9112 §3.2).
  ///
  /// @throws MalformedException if there is more than one, or not a valid one
  static Optional<Authority> hostAuthority(RequestHead head, AuthorityCache authorities)
      throws MalformedException {
    List<String> values = head.fields().values("Host");
    if (values.size() > 1) {
      throw new MalformedException("more than one Host");
    }
    if (values.isEmpty() && head.version() == HttpVersion.HTTP_1_1) {
      throw new MalformedException("no Host in an HTTP/1.1 request");
    }
    return values.isEmpty() ? Optional.empty() : Optional.of(authorities.read(values.getFirst()));
  }

  /// Reads the target of any request but CONNECT.
  ///
  /// @throws MalformedException if it has none of the forms above
  static RequestTarget parse(String method, String target, AuthorityCache authorities)
      throws MalformedException {
    if (target.indexOf('#') >= 0) {
      throw new MalformedException("a fragment in the request target");
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
        authorities.read(target.substring(start, end)),
        target.substring(end, pathEnd),
        target.substring(pathEnd));
  }

  private static int pathEnd(String target, int from) {
    int query = target.indexOf('?', from);
    return query < 0 ? target.length() : query;
  }

  /// RFC 3986 §3.1.
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
}
