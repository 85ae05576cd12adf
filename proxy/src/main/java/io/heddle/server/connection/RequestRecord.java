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
import io.heddle.server.connection.RequestTimeline.TimedStep;
import io.heddle.udp.UdpStats;
import java.util.List;
import java.util.Optional;

/// Record of a request that has ended. It has what the log has: no credentials, no query and no
/// payload. It does not hold the request, and its texts have limits.
///
/// It is a few small objects, since the collector copies the records that are kept: those of a request on
/// an open connection are the record, the description, and the path.
///
/// @param id number of the request, in the order in which they end
/// @param connection number of its connection, as in the log
/// @param startedMillis when it began, by the wall clock
/// @param startedNanos the same on the clock of [System#nanoTime]
/// @param endedNanos when it ended, on that clock
/// @param process name of the program of the client; empty if it was not found
/// @param requested what was asked for; [Requested#NONE] if no request was received
/// @param fault that its rule injected; empty for none
/// @param status of the HTTP response that the client got; 0 if there is none
/// @param error why it failed; empty if it did not
/// @param policy that denied it; empty for none
/// @param datagrams of an association
/// @param firstByteNanos when the first byte came from the server, on the clock of [System#nanoTime]; 0
///     if it has not come, or is not known
/// @param opening the timeline of a request that has opened its upstream connection
public record RequestRecord(
    long id,
    long connection,
    long startedMillis,
    long startedNanos,
    long endedNanos,
    Address client,
    String process,
    Requested requested,
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
    long firstByteNanos,
    Optional<RequestTimeline> opening) {
  private static final int MAX_NAME = 100;
  private static final int MAX_TEXT = 300;
  private static final List<String> USUAL_METHODS =
      List.of("GET", "POST", "HEAD", "PUT", "DELETE", "OPTIONS", "PATCH");

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

    private static Requested of(AnsweredByProxy answered) {
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

    private boolean isHttp() {
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
  }

  private static int status(Requested requested, RequestResult result) {
    return result instanceof RequestRefused(Refusal refusal) && requested.isHttp()
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
    Requested requested =
        result instanceof AnsweredByProxy answered
            ? Requested.of(answered)
            : request.proxyRequest().map(Requested::of).orElse(Requested.NONE);
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
        request.timeline().map(RequestTimeline::firstByteNanos).orElse(0L),
        request.timeline().filter(RequestTimeline::hasSteps));
  }

  /// The steps of opening its upstream connection, in the order in which they began. None for the many
  /// requests that go over a connection that is open already.
  public List<TimedStep> steps() {
    return opening.map(RequestTimeline::steps).orElse(List.of());
  }
}
