package io.heddle.server.connection;

import io.heddle.request.LocalRequest;
import io.heddle.request.PrintableText;
import io.heddle.request.ProxyRequest;
import io.heddle.request.ProxyRequest.Associate;
import io.heddle.request.ProxyRequest.Client;
import io.heddle.request.ProxyRequest.Client.ClientProtocol;
import io.heddle.request.ProxyRequest.Forward;
import io.heddle.request.ProxyRequest.ResolveRequest;
import io.heddle.server.connection.RequestResult.AnsweredByProxy;
import java.util.List;

/// Description of a request that was received. It has copies of what the request said, cut to the
/// limits; texts that are safe to show are made when somebody asks for them.
public final class Requested {
  private static final int MAX_NAME = 100;
  private static final int MAX_TEXT = 300;
  private static final List<String> USUAL_METHODS =
      List.of("GET", "POST", "HEAD", "PUT", "DELETE", "OPTIONS", "PATCH");

  /// No request: the client left or was refused before it had sent one. All its texts are empty.
  public static final Requested NONE = new Requested("", "", "", "", "");

  private final String user;
  private final Object protocol;
  private final String method;
  private final Object target;
  private final String path;

  private Requested(Client client, String method, Object target, String path) {
    this(client.user().orElse(""), client.protocol(), method, target, path);
  }

  private Requested(String user, Object protocol, String method, Object target, String path) {
    this.user = user;
    this.protocol = protocol;
    this.method = method;
    this.target = target;
    this.path = path;
  }

  /// The description of a request.
  public static Requested of(ProxyRequest request) {
    if (request instanceof Forward forward) {
      return new Requested(
          request.client(),
          shared(start(forward.head().method(), MAX_NAME)),
          forward.target(),
          start(forward.uri().path(), MAX_TEXT));
    }
    if (request instanceof Associate) {
      return new Requested(request.client(), "UDP", "udp", "");
    }
    return request instanceof ResolveRequest
        ? new Requested(request.client(), "RESOLVE", request.target().host(), "")
        : new Requested(request.client(), "CONNECT", request.target(), "");
  }

  static Requested of(AnsweredByProxy answered) {
    LocalRequest request = answered.request();
    return new Requested(
        request.client(),
        shared(start(request.method(), MAX_NAME)),
        request.target(),
        start(request.path(), MAX_TEXT));
  }

  /// One character more than is shown, so that the text says that it goes on.
  private static String start(String text, int max) {
    return text.length() <= max + 1 ? text : text.substring(0, max + 1);
  }

  /// One text for all requests with this method, if it is a usual one.
  private static String shared(String method) {
    int known = USUAL_METHODS.indexOf(method);
    return known < 0 ? method : USUAL_METHODS.get(known);
  }

  /// The path of a forwarded request without its query, as long as it is; empty for other requests.
  public static String wholePath(LiveRequest request) {
    return request
        .proxyRequest()
        .filter(Forward.class::isInstance)
        .map(Forward.class::cast)
        .map(forward -> PrintableText.word(forward.uri().path(), Integer.MAX_VALUE))
        .orElse("");
  }

  /// The authenticated user; empty for none.
  public String user() {
    return PrintableText.of(user, MAX_NAME);
  }

  /// The protocol, as in the log.
  public String protocol() {
    return protocol.toString();
  }

  boolean isHttp() {
    return protocol == ClientProtocol.HTTP;
  }

  /// The method of HTTP; `CONNECT` for a tunnel in any protocol, `UDP` or `RESOLVE`.
  public String method() {
    return PrintableText.word(method, MAX_NAME);
  }

  /// Host and port; `udp` for an association.
  public String target() {
    return text(target.toString());
  }

  /// The path of a forwarded request, without its query; else empty.
  public String path() {
    return PrintableText.word(path, MAX_TEXT);
  }

  /// A text, cut to the limit and safe to show.
  static String text(String text) {
    return PrintableText.of(text, MAX_TEXT);
  }
}
