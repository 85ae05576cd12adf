package io.heddle.server.connection;

import io.heddle.address.Address;
import io.heddle.request.PrintableText;
import io.heddle.request.ProxyRequest;
import io.heddle.request.ProxyRequest.Associate;
import io.heddle.request.ProxyRequest.Client;
import io.heddle.request.ProxyRequest.Forward;
import io.heddle.request.ProxyRequest.ResolveRequest;
import io.heddle.route.Fault;
import io.heddle.route.Router.Route;
import io.heddle.server.connection.RequestResult.AnsweredByProxy;
import io.heddle.server.connection.RequestResult.EndedBy;
import java.util.Optional;

/// Record of a request that has ended. It has what the log has: no credentials, no query and no
/// payload. It holds nothing of the request, and its texts have limits.
///
/// @param id number of the request, in the order in which they end
/// @param connection number of its connection, as in the log
/// @param startedMillis when it began, by the wall clock
/// @param startedNanos the same on the clock of [System#nanoTime]
/// @param endedNanos when it ended, on that clock
/// @param fault that its rule injected; empty for none
/// @param status of the HTTP response; 0 if there is none
/// @param error why it failed; empty if it did not
public record RequestRecord(
    long id,
    long connection,
    long startedMillis,
    long startedNanos,
    long endedNanos,
    Address client,
    Optional<Requested> requested,
    String rule,
    String outbound,
    String fault,
    String outcome,
    int status,
    String error,
    long upload,
    long download,
    EndedBy endedBy,
    Optional<RequestTimeline> timeline) {
  private static final int MAX_NAME = 100;
  private static final int MAX_TEXT = 300;

  /// Texts of a request that was received.
  ///
  /// @param method of HTTP; `CONNECT` for a tunnel in any protocol, `UDP` or `RESOLVE`
  /// @param target host and port
  /// @param path of a forwarded request, without its query; else empty
  public record Requested(String user, String protocol, String method, String target, String path) {
    /// The texts of a request.
    public static Requested of(ProxyRequest request) {
      if (request instanceof Forward forward) {
        return of(
            request.client(),
            PrintableText.word(forward.head().method(), MAX_NAME),
            forward.target().toString(),
            PrintableText.word(forward.uri().path(), MAX_TEXT));
      }
      if (request instanceof Associate) {
        return of(request.client(), "UDP", "", "");
      }
      return request instanceof ResolveRequest
          ? of(request.client(), "RESOLVE", text(request.target().host().toString()), "")
          : of(request.client(), "CONNECT", request.target().toString(), "");
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

    private static Requested of(Client client, String method, String target, String path) {
      String user = client.user().map(name -> PrintableText.of(name, MAX_NAME)).orElse("");
      return new Requested(user, client.protocol().toString(), method, text(target), path);
    }

    private static Requested of(AnsweredByProxy answered) {
      int blank = answered.what().indexOf(' ');
      return of(
          answered.client(),
          PrintableText.word(answered.what().substring(0, Math.max(blank, 0)), MAX_NAME),
          answered.what().substring(blank + 1),
          "");
    }
  }

  private static String text(String text) {
    return PrintableText.of(text, MAX_TEXT);
  }

  /// The record of a request that ends now.
  public static RequestRecord of(long id, LiveRequest request, RequestResult result) {
    long now = System.nanoTime();
    Optional<Requested> requested =
        result instanceof AnsweredByProxy answered
            ? Optional.of(Requested.of(answered))
            : request.proxyRequest().map(Requested::of);
    return new RequestRecord(
        id,
        request.id(),
        System.currentTimeMillis() - (now - request.startedNanos()) / 1_000_000,
        request.startedNanos(),
        now,
        request.client(),
        requested,
        request.route().map(Route::rule).orElse(""),
        request.upstreamPath().orElse(""),
        request.route().flatMap(Route::fault).map(Fault::toString).orElse(""),
        result.outcome(),
        result.status(),
        result.failure().map(RequestRecord::text).orElse(""),
        request.traffic().upload().get(),
        request.traffic().download().get(),
        request.isAborted() ? EndedBy.ADMIN : result.endedBy(),
        request.timeline());
  }
}
