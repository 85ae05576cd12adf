package io.heddle.forward;

import io.heddle.net.Connection;
import io.heddle.net.IdleWatch;
import io.heddle.net.PeerLiveness;
import io.heddle.net.Traffic;
import io.heddle.request.ConnectionDisposition;
import io.heddle.request.ProxyRequest.Forward;
import io.heddle.request.Refusal.Reason;
import io.heddle.request.RefusedException;
import io.heddle.request.RequestBody;
import io.heddle.time.Deadline;
import io.heddle.wire.MalformedException;
import java.io.IOException;
import java.time.Duration;

/// One request and its response, on one connection to the next hop.
///
///     client ══ request ══▶ server     a body that is still coming is sent by a task of its own
///     client ◀═ response ═ server
///
/// Once the request has been sent, nobody reads from the client before the response is over, but
/// for the watch, which looks whether the client is still there.
final class Exchange implements IdleWatch.Watched {
  private final Forward request;
  private final Connection client;
  private final Connection server;
  private final Traffic traffic;
  private final HttpForwarder.Shared shared;
  private final ResponseReader responses;
  private final RequestSender upload;
  private final ResponseForwarder answer;
  private final PeerLiveness presence;

  /// @param headLimit bytes that the head of a response may have, and a line of a chunked body
  Exchange(
      Forward request,
      Connection client,
      NextHop hop,
      Traffic traffic,
      int headLimit,
      HttpForwarder.Shared shared) {
    this.request = request;
    this.client = client;
    this.server = hop.connection();
    this.traffic = traffic;
    this.shared = shared;
    BufferedSink toServer = new BufferedSink(server, traffic.upload(), shared.buffers());
    BufferedSink toClient = new BufferedSink(client, traffic.download(), shared.buffers());
    presence = client.presence();
    responses = new ResponseReader(request, hop, headLimit);
    upload = new RequestSender(request, hop.form(), client, headLimit, toServer);
    answer = new ResponseForwarder(responses, upload::isComplete, client, toClient);
  }

  /// Serves the request to the end of its response.
  ///
  /// @throws NoResponseException if there is none, not even its beginning
  /// @throws MalformedException if the client breaks the framing of its request
  /// @throws RefusedException if the client has had no response yet, and is not going to
  /// @throws IOException if the client is gone, or the thread was interrupted
  ForwardResult run() throws RefusedException, MalformedException, IOException {
    client.deadline(Deadline.NONE);
    server.deadline(Deadline.NONE);
    IdleWatch.Entry entry = shared.watch().begin(this);
    try {
      ForwardResult outcome =
          switch (request.body()) {
            case RequestBody.Buffered _ -> inTurn();
            case RequestBody.Streamed _ -> new FullDuplexExchange(upload, answer).run();
          };
      entry.end();
      return lingering(outcome);
    } catch (IOException e) {
      if (entry.end()) {
        return silence();
      }
      throw e;
    } finally {
      entry.end();
    }
  }

  private ForwardResult inTurn() throws RefusedException, MalformedException, IOException {
    upload.run();
    return answer.run();
  }

  /// A client that has sent more than its request may not expect the end.
  private ForwardResult lingering(ForwardResult outcome) {
    return outcome instanceof ForwardResult.Answered(int status, ConnectionDisposition next)
            && next == ConnectionDisposition.CLOSE
            && client.reader().buffered() > 0
        ? new ForwardResult.Answered(status, ConnectionDisposition.LINGERING_CLOSE)
        : outcome;
  }

  /// Nothing has moved for too long, or for a moment with nobody there to wait for it.
  private ForwardResult silence() throws RefusedException, IOException {
    if (presence.sign() == PeerLiveness.Sign.GONE) {
      throw new IOException("the client has broken its connection");
    }
    String time = limit().toSeconds() + " s";
    if (answer.hasBegun()) {
      return answer.cutShort("nothing moved for " + time);
    }
    throw upload.isComplete()
        ? responses.refused(Reason.RESPONSE_TIMED_OUT, "sent no response for " + time)
        : new RefusedException(Reason.TOO_SLOW, "nothing of the request's body moved for " + time);
  }

  /// What the connection to the next hop is good for now.
  Reuse reuse() {
    return answer.reuse();
  }

  /// With the client's end, the time counts anew.
  @Override
  public long activity() {
    long end = presence.sign() == PeerLiveness.Sign.ENDED ? 1 : 0;
    return traffic.upload().getPlain() + traffic.download().getPlain() + end;
  }

  @Override
  public Duration limit() {
    return presence.patience(shared.idle(), shared.halfClosed());
  }

  @Override
  public void lookAround() {
    if (upload.isComplete()) {
      presence.look();
    }
  }

  @Override
  public void keepAlive() {
    client.keepAlive();
    server.keepAlive();
  }
}
