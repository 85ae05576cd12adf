package io.heddle.server.connection;

import io.heddle.address.Address;
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
  /// Datagrams of an association.
  ///
  /// @param dropped how many were dropped for each reason: `foreign:1,blocked:4`; empty for none
  public record DatagramTotals(long upload, long download, String dropped) {
    private static DatagramTotals of(UdpStats counters) {
      return new DatagramTotals(counters.uploads(), counters.downloads(), counters.dropped());
    }
  }

  private static int status(Requested requested, RequestResult result) {
    return result instanceof RequestRefused(Refusal refusal) && requested.isHttp()
        ? RefusalCodes.http(refusal.reason())
        : result.status();
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
        result.failure().map(Requested::text).orElse(""),
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
