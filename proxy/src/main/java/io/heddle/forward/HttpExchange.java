package io.heddle.forward;

import io.heddle.forward.ForwardedResponse.ConnectionReuse;
import io.heddle.forward.HttpForwarder.ForwardResult;
import io.heddle.forward.HttpForwarder.ForwardingContext;
import io.heddle.http1.HttpFields.HeadLimits;
import io.heddle.http1.ResponseHeadReader;
import io.heddle.net.Connection;
import io.heddle.net.IdleWatch;
import io.heddle.net.PeerLiveness;
import io.heddle.net.Traffic;
import io.heddle.request.ConnectionDisposition;
import io.heddle.request.ProxyRequest.Forward;
import io.heddle.request.ProxyRequest.RequestBody;
import io.heddle.request.Refusal.Reason;
import io.heddle.request.RefusedException;
import io.heddle.time.Deadline;
import io.heddle.upstream.UpstreamConnection;
import io.heddle.wire.MalformedException;
import java.io.IOException;
import java.time.Duration;

/// Exchange of one request and its response, on one upstream connection.
///
///     client ══ request ══▶ server     a body that has not come with the head: by a second task
///     client ◀═ response ═ server
///
/// Between the end of the request and the end of the response, only the idle watch reads from the
/// client, to find out whether it is still there.
final class HttpExchange implements IdleWatch.Watched {
  private final Forward request;
  private final Connection client;
  private final Connection server;
  private final Traffic traffic;
  private final ForwardingContext context;
  private final ResponseReader responses;
  private final RequestSender sender;
  private final ResponseForwarder forwarder;
  private final PeerLiveness liveness;

  /// @param headLimits of a line of a chunked request body; heads of responses may be longer
  ///     ([HeadLimits#ofResponse()])
  HttpExchange(
      Forward request,
      Connection client,
      UpstreamConnection upstream,
      Traffic traffic,
      HeadLimits headLimits,
      ForwardingContext context) {
    this.request = request;
    this.client = client;
    this.server = upstream.connection();
    this.traffic = traffic;
    this.context = context;
    BufferedSink toServer = new BufferedSink(server, traffic.upload(), context.buffers());
    BufferedSink toClient = new BufferedSink(client, traffic.download(), context.buffers());
    liveness = client.liveness();
    responses =
        new ResponseReader(
            request,
            upstream,
            new ResponseHeadReader(server.reader(), headLimits.ofResponse()),
            traffic);
    sender = new RequestSender(request, upstream.form(), client, headLimits, toServer);
    forwarder = new ResponseForwarder(responses, sender, client, toClient);
  }

  /// Serves the request to the end of its response.
  ///
  /// @throws NoResponseException if there is no response, not even its beginning
  /// @throws MalformedException if the client breaks the framing of its request
  /// @throws RefusedException if there will be no response, and no byte of the response has been sent to the client
  /// @throws IOException if the client is gone, or the thread was interrupted
  ForwardResult run() throws RefusedException, MalformedException, IOException {
    client.deadline(Deadline.NONE);
    server.deadline(Deadline.NONE);
    IdleWatch.Registration watch = context.watch().begin(this);
    try {
      ForwardResult result =
          request.body() instanceof RequestBody.Buffered
              ? runInTurn()
              : new FullDuplexExchange(sender, forwarder).run();
      watch.end();
      return lingering(result);
    } catch (IOException e) {
      if (watch.end()) {
        return timedOut();
      }
      forwarder.breakOff();
      throw e;
    } finally {
      watch.end();
    }
  }

  private ForwardResult runInTurn() throws RefusedException, MalformedException, IOException {
    sender.run();
    return forwarder.run();
  }

  /// A client that has sent more than its request may not expect the connection to be closed.
  private ForwardResult lingering(ForwardResult result) {
    return result instanceof ForwardResult.Completed(int status, ConnectionDisposition next)
            && next == ConnectionDisposition.CLOSE
            && client.reader().buffered() > 0
        ? new ForwardResult.Completed(status, ConnectionDisposition.LINGERING_CLOSE)
        : result;
  }

  /// Nothing has moved for the time limit, or the client is gone.
  private ForwardResult timedOut() throws RefusedException, IOException {
    if (liveness.state() == PeerLiveness.PeerState.BROKEN) {
      throw new IOException("the client has broken its connection");
    }
    String time = limit().toSeconds() + " s";
    if (forwarder.hasBegun()) {
      return forwarder.truncate("nothing moved for " + time);
    }
    throw sender.isComplete()
        ? responses.refusal(Reason.RESPONSE_TIMED_OUT, "sent no response for " + time)
        : new RefusedException(Reason.TOO_SLOW, "nothing of the request's body moved for " + time);
  }

  /// The reuse that is possible for the upstream connection now.
  ConnectionReuse reuse() {
    return forwarder.reuse();
  }

  /// The bytes moved; and one more when the client has ended its stream, so that the time limit
  /// counts from then.
  @Override
  public long activity() {
    long ended = liveness.state() == PeerLiveness.PeerState.HALF_CLOSED ? 1 : 0;
    return traffic.upload().getPlain() + traffic.download().getPlain() + ended;
  }

  @Override
  public Duration limit() {
    return liveness.silenceLimit(context.idle(), context.halfClosed());
  }

  @Override
  public void probePeers() {
    if (sender.isComplete()) {
      liveness.probe();
    }
  }

  @Override
  public void keepAlive() {
    client.keepAlive();
    server.keepAlive();
  }
}
