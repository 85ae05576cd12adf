package io.heddle.forward;

import io.heddle.net.Connection;
import io.heddle.net.Deadline;
import io.heddle.net.IdleWatch;
import io.heddle.net.Traffic;
import io.heddle.request.ProxyRequest.Forward;
import io.heddle.request.Refusal.Reason;
import io.heddle.request.RefusedException;
import io.heddle.request.RequestBody;
import io.heddle.wire.MalformedException;
import java.io.IOException;
import java.time.Duration;

/// One request and its response, on one connection to the next hop.
///
///     client ══ request ══▶ server     a body that is still coming is sent by a task of its own
///     client ◀═ response ═ server
final class Exchange implements IdleWatch.Watched {
  private final Forward request;
  private final Connection client;
  private final Connection server;
  private final Traffic traffic;
  private final HttpForwarder.Shared shared;
  private final ResponseReader responses;
  private final Upload upload;
  private final Answer answer;

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
    Outgoing toServer = new Outgoing(server, traffic.upload(), shared.buffers());
    Outgoing toClient = new Outgoing(client, traffic.download(), shared.buffers());
    responses = new ResponseReader(request, hop, headLimit);
    upload = new Upload(request, hop.form(), client, headLimit, toServer);
    answer = new Answer(responses, upload::isComplete, client, toClient);
  }

  /// Serves the request to the end of its response.
  ///
  /// @throws NoResponseException if there is none, not even its beginning
  /// @throws MalformedException if the client breaks the framing of its request
  /// @throws RefusedException if the client has had no response yet, and is not going to
  /// @throws IOException if the client is gone, or the thread was interrupted
  Outcome run() throws RefusedException, MalformedException, IOException {
    client.deadline(Deadline.NONE);
    server.deadline(Deadline.NONE);
    IdleWatch.Entry entry = shared.watch().begin(this);
    try {
      return switch (request.body()) {
        case RequestBody.Whole _ -> inTurn();
        case RequestBody.Streamed _ -> new BothWays(upload, answer).run();
      };
    } catch (IOException e) {
      if (entry.end()) {
        return silence();
      }
      throw e;
    } finally {
      entry.end();
    }
  }

  private Outcome inTurn() throws RefusedException, MalformedException, IOException {
    upload.run();
    return answer.run();
  }

  /// Nothing has moved for too long.
  private Outcome silence() throws RefusedException {
    String time = shared.idle().toSeconds() + " s";
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

  @Override
  public long activity() {
    return traffic.upload().getPlain() + traffic.download().getPlain();
  }

  @Override
  public Duration limit() {
    return shared.idle();
  }

  @Override
  public void keepAlive() {
    client.keepAlive();
    server.keepAlive();
  }
}
