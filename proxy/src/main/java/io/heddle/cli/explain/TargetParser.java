package io.heddle.cli.explain;

import io.heddle.address.Endpoint;
import io.heddle.address.Host;
import io.heddle.http1.HttpFields;
import io.heddle.http1.MessageHead.HttpVersion;
import io.heddle.http1.RequestHead;
import io.heddle.http1.RequestTarget;
import io.heddle.http1.RequestTarget.AuthorityCache;
import io.heddle.request.ProxyRequest;
import io.heddle.request.ProxyRequest.Client;
import io.heddle.request.ProxyRequest.RequestBody;
import io.heddle.request.ProxyRequest.StreamRequest;
import io.heddle.wire.MalformedException;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;

/// Parser of the target to explain, which yields the request that a client would send.
final class TargetParser {
  private static final int HTTPS_PORT = 443;

  private TargetParser() {}

  /// Parses a target: an `http` URL is a request to forward, of the method HEAD, since it
  /// changes nothing and brings no body; any other URL, and `host:port`, is a
  /// tunnel.
  ///
  /// @throws IllegalArgumentException if the text is no target; the message is for the user
  static StreamRequest parse(Client client, String text) {
    if (text.regionMatches(true, 0, "http://", 0, "http://".length())) {
      return forward(client, text);
    }
    return new ProxyRequest.Tunnel(
        client, text.contains("://") ? endpoint(text) : checked(withPort(text)));
  }

  /// The endpoint `host:port`, or a host alone with the port of https.
  private static Endpoint withPort(String text) {
    boolean isNumber = text.chars().allMatch(c -> c >= '0' && c <= '9');
    boolean isHostAlone = text.indexOf(':') < 0 || text.endsWith("]");
    return isHostAlone && !isNumber
        ? new Endpoint(Host.parse(text), HTTPS_PORT)
        : Endpoint.parse(text);
  }

  private static StreamRequest forward(Client client, String url) {
    try {
      if (RequestTarget.parse("HEAD", url, new AuthorityCache())
          instanceof RequestTarget.AbsoluteForm absolute) {
        HttpFields host = HttpFields.of("Host", absolute.authority().text());
        RequestHead head = new RequestHead("HEAD", url, HttpVersion.HTTP_1_1, host);
        checked(absolute.authority().endpoint());
        return new ProxyRequest.Forward(client, absolute, head, RequestBody.EMPTY);
      }
    } catch (MalformedException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
    throw new IllegalArgumentException("not a URL");
  }

  private static Endpoint endpoint(String url) {
    URI uri = URI.create(url);
    String authority =
        Optional.ofNullable(uri.getRawAuthority())
            .orElseThrow(() -> new IllegalArgumentException("no host in the URL"))
            .replaceFirst(".*@", "");
    boolean hasPort = authority.lastIndexOf(':') > authority.lastIndexOf(']');
    return checked(
        Endpoint.parse(
            hasPort
                ? authority
                : authority + ":" + port(uri.getScheme().toLowerCase(Locale.ROOT))));
  }

  private static int port(String scheme) {
    return switch (scheme) {
      case "https", "wss" -> 443;
      case "ws" -> 80;
      case "ftp" -> 21;
      case "ssh" -> 22;
      case "git" -> 9418;
      default ->
          throw new IllegalArgumentException(
              "the default port of " + scheme + " is not known; write host:port");
    };
  }

  private static Endpoint checked(Endpoint target) {
    if (target.port() == 0) {
      throw new IllegalArgumentException("port 0 cannot be a target");
    }
    return target;
  }
}
