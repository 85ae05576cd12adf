package io.heddle.server.connection;

import io.heddle.address.Address;
import io.heddle.request.LocalRequest;
import io.heddle.request.PrintableText;
import io.heddle.request.ProxyRequest;
import io.heddle.request.ProxyRequest.Associate;
import io.heddle.request.ProxyRequest.Client;
import io.heddle.request.ProxyRequest.Client.ClientProtocol;
import io.heddle.request.ProxyRequest.Forward;
import io.heddle.request.ProxyRequest.ResolveRequest;
import io.heddle.request.Refusal;
import io.heddle.request.RefusalCodes;
import io.heddle.server.connection.RequestResult.AnsweredByProxy;
import io.heddle.server.connection.RequestResult.EndedBy;
import io.heddle.server.connection.RequestResult.RequestRefused;
import io.heddle.udp.UdpStats;
import java.util.Optional;

/// Record of a request that has ended. It has what the log has: no credentials, no query and no
/// payload. It does not hold the request, and its texts have limits.
///
/// @param id number of the request, in the order in which they end
/// @param connection number of its connection, as in the log
/// @param startedMillis when it began, by the wall clock
/// @param startedNanos the same on the clock of [System#nanoTime]
/// @param endedNanos when it ended, on that clock
/// @param process name of the program of the client; empty if it was not found
/// @param fault that its rule injected; empty for none
/// @param status of the HTTP response that the client got; 0 if there is none
/// @param error why it failed; empty if it did not
/// @param policy that denied it; empty for none
/// @param datagrams of an association
public record RequestRecord(
    long id,
    long connection,
    long startedMillis,
    long startedNanos,
    long endedNanos,
    Address client,
    String process,
    Optional<Requested> requested,
    String rule,
    String outbound,
    String fault,
    String outcome,
    int status,
    String error,
    String policy,
    long upload,
    long download,
    Optional<DatagramTotals> datagrams,
    EndedBy endedBy,
    Optional<RequestTimeline> timeline) {
  private static final int MAX_NAME = 100;
  private static final int MAX_TEXT = 300;

  /// Datagrams of an association.
  ///
  /// @param dropped how many were dropped for each reason: `foreign:1,blocked:4`; empty for none
  public record DatagramTotals(long upload, long download, String dropped) {
    private static DatagramTotals of(UdpStats counters) {
      return new DatagramTotals(counters.uploads(), counters.downloads(), counters.dropped());
    }
  }

  /// Description of a request that was received. It has copies of what the request said, cut to the
  /// limits; texts that are safe to show are made when somebody asks for them.
  public static final class Requested {
    private final Client client;
    private final String method;
    private final Object target;
    private final String path;

    private Requested(Client client, String method, Object target, String path) {
      this.client = client;
      this.method = method;
      this.target = target;
      this.path = path;
    }

    /// The description of a request.
    public static Requested of(ProxyRequest request) {
      if (request instanceof Forward forward) {
        return new Requested(
            request.client(),
            start(forward.head().method(), MAX_NAME),
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

    private static Requested of(AnsweredByProxy answered) {
      LocalRequest request = answered.request();
      return new Requested(
          request.client(),
          start(request.method(), MAX_NAME),
          request.target(),
          start(request.path(), MAX_TEXT));
    }

    /// One character more than is shown, so that the text says that it goes on.
    private static String start(String text, int max) {
      return text.length() <= max + 1 ? text : text.substring(0, max + 1);
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
      return client.user().map(name -> PrintableText.of(name, MAX_NAME)).orElse("");
    }

    /// The protocol, as in the log.
    public String protocol() {
      return client.protocol().toString();
    }

    private boolean isHttp() {
      return client.protocol() == ClientProtocol.HTTP;
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
  }

  private static int status(Optional<Requested> requested, RequestResult result) {
    return result instanceof RequestRefused(Refusal refusal)
            && requested.filter(Requested::isHttp).isPresent()
        ? RefusalCodes.http(refusal.reason())
        : result.status();
  }

  private static String text(String text) {
    return PrintableText.of(text, MAX_TEXT);
  }

  /// The record of a request that ends now.
  public static RequestRecord of(long id, LiveRequest request, RequestResult result) {
    long now = System.nanoTime();
    boolean answeredHere = result instanceof AnsweredByProxy;
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
        request.process(),
        requested,
        answeredHere ? "" : request.rule(),
        answeredHere ? "" : request.upstreamPath().orElse(""),
        answeredHere ? "" : request.fault(),
        result.outcome(),
        status(requested, result),
        result.failure().map(RequestRecord::text).orElse(""),
        result.refused().flatMap(Refusal::policy).orElse(""),
        request.traffic().upload().get(),
        request.traffic().download().get(),
        request.datagrams().map(DatagramTotals::of),
        result.endedBy(),
        request.timeline());
  }
}
