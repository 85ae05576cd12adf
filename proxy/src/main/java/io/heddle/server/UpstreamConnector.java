package io.heddle.server;

import io.heddle.address.Endpoint;
import io.heddle.forward.UpstreamProvider;
import io.heddle.net.Connection;
import io.heddle.net.IdleWatch;
import io.heddle.net.PeerLiveness;
import io.heddle.outbound.Outbound;
import io.heddle.outbound.UpstreamFailedException;
import io.heddle.request.ProxyRequest.StreamRequest;
import io.heddle.request.RefusedException;
import io.heddle.server.connection.LiveRequest;
import io.heddle.server.metrics.OutboundStats;
import io.heddle.time.Deadline;
import io.heddle.trace.Tracing;
import io.heddle.upstream.UpstreamConnection;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.FlightRecorder;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/// Opener of upstream connections for one client, which waits meanwhile. It sets the deadline,
/// watches whether the client leaves, and records the attempt: in the statistics of the outbound,
/// as a [DialEvent], and as the path of the request.
///
/// @param client nobody else may read from it while a connection is opened
record UpstreamConnector(
    Outbound outbound, Connection client, ListenerContext context, LiveRequest request)
    implements UpstreamProvider {

  @Override
  public String name() {
    return outbound.name();
  }

  @Override
  public boolean mayReuse(StreamRequest streamRequest, UpstreamConnection pooled) {
    return outbound.mayReuse(streamRequest, pooled.via());
  }

  @Override
  public void reuse(UpstreamConnection pooled) {
    request.markConnected(pooled.via());
  }

  @Override
  public UpstreamConnection connect(StreamRequest streamRequest)
      throws RefusedException, IOException {
    OutboundStats stats = context.runtime().metrics().outbound(outbound.configuredName());
    request.markConnecting();
    Optional<DialEvent> event = beginEvent();
    long start = System.nanoTime();
    try {
      UpstreamConnection upstream = connectWhileClientWaits(streamRequest);
      stats.recordSuccess(since(start));
      request.markConnected(upstream.via());
      if (event.isPresent()) {
        event.get().opened = true;
      }
      return upstream;
    } catch (UpstreamFailedException e) {
      stats.recordFailure(since(start), Optional.of(e.refusal().details()));
      throw e;
    } catch (RefusedException e) {
      // The outbound works: it is the target that cannot be reached.
      stats.recordFailure(since(start), Optional.empty());
      throw e;
    } catch (IOException e) {
      stats.recordAbort(since(start));
      throw e;
    } finally {
      if (event.isPresent()) {
        event.get().commit(request.id(), streamRequest.target(), outbound.configuredName());
      }
    }
  }

  @Override
  public void noteRefusal(UpstreamConnection upstream, RefusedException refusal, Duration time) {
    if (refusal instanceof UpstreamFailedException failure) {
      context
          .runtime()
          .metrics()
          .outbound(outbound.configuredName())
          .recordFailure(time, Optional.of(failure.refusal().details()));
      outbound.noteFailure(upstream.via(), failure);
    }
  }

  /// Begins the event of an attempt; empty while nobody records.
  private static Optional<DialEvent> beginEvent() {
    if (!FlightRecorder.isInitialized()) {
      return Optional.empty();
    }
    DialEvent event = new DialEvent();
    event.begin();
    return Optional.of(event);
  }

  private static Duration since(long startNanos) {
    return Duration.ofNanos(System.nanoTime() - startNanos);
  }

  /// @throws IOException if the client has left, or the thread was interrupted
  private UpstreamConnection connectWhileClientWaits(StreamRequest streamRequest)
      throws RefusedException, IOException {
    Deadline deadline = Deadline.after(context.timeouts().connect());
    IdleWatch.Registration watch =
        context
            .runtime()
            .idleWatch()
            .begin(
                new ClientAbortWatch(
                    client, client.liveness(), context.timeouts().relay().halfClosed()));
    try {
      return Tracing.with(request.timeline(), () -> outbound.connect(streamRequest, deadline));
    } catch (IOException e) {
      if (watch.end()) {
        throw new IOException("the client has left while its target was dialled", e);
      }
      throw e;
    } finally {
      watch.end();
    }
  }

  /// Watch over a client whose target is dialled: when it leaves, the dial is given up. A client
  /// that has only ended its stream may be waiting for what the target sends.
  ///
  /// @param halfClosed limit of the time that such a client is waited for
  private record ClientAbortWatch(Connection client, PeerLiveness liveness, Duration halfClosed)
      implements IdleWatch.Watched {
    /// The dial has a deadline of its own.
    private static final Duration UNLIMITED = Duration.ofDays(1);

    @Override
    public long activity() {
      return liveness.state() == PeerLiveness.PeerState.HALF_CLOSED ? 1 : 0;
    }

    @Override
    public Duration limit() {
      return liveness.silenceLimit(UNLIMITED, halfClosed);
    }

    @Override
    public void probePeers() {
      liveness.probe();
    }

    @Override
    public void keepAlive() {
      client.keepAlive();
    }
  }

  /// Opening of an upstream connection, through all proxies on the way.
  @Name("heddle.Dial")
  @Label("Dial")
  @Description("Opening a connection to a target, through all proxies on the way")
  @Category("Heddle")
  @StackTrace(false)
  static final class DialEvent extends Event {
    @Label("Number of the connection")
    long id;

    @Label("Target")
    String target;

    @Label("Outbound")
    String outbound;

    @Label("Opened")
    boolean opened;

    void commit(long request, Endpoint to, String by) {
      end();
      if (shouldCommit()) {
        id = request;
        target = to.toString();
        outbound = by;
        commit();
      }
    }
  }
}
