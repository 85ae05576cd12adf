package io.heddle.forward;

import io.heddle.http1.HeadLimits;
import io.heddle.http1.ResponseHead;
import io.heddle.net.Connection;
import io.heddle.net.RequestNotProcessedException;
import io.heddle.request.ProxyRequest.Forward;
import io.heddle.request.Refusal.Reason;
import io.heddle.request.RefusedException;
import io.heddle.upstream.RequestTargetForm;
import io.heddle.upstream.UpstreamConnection;
import io.heddle.wire.MalformedException;
import io.heddle.wire.OutOfBudgetException;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;

/// Reader of the response heads to one request, interim ones included. It turns failures of the
/// peer into refusals.
///
/// @param headLimits of each head
record ResponseReader(Forward request, UpstreamConnection upstream, HeadLimits headLimits) {
  Connection connection() {
    return upstream.connection();
  }

  /// Waits for the first byte.
  ///
  /// @throws NoResponseException if there is none
  /// @throws RequestNotProcessedException if the peer has not processed the request
  void await() throws IOException {
    boolean ended;
    try {
      connection().awaitReadable();
      ended = connection().reader().peek() < 0;
    } catch (ClosedByInterruptException | RequestNotProcessedException e) {
      throw e;
    } catch (IOException e) {
      ended = true;
    }
    if (ended) {
      throw new NoResponseException(peer());
    }
  }

  /// Reads one head.
  ResponseHead read() throws RefusedException, IOException {
    try {
      ResponseHead head = ResponseHead.read(connection().reader(), headLimits);
      connection().reader().releaseLargeBuffer();
      return head;
    } catch (MalformedException e) {
      throw malformed(e);
    } catch (OutOfBudgetException e) {
      throw new RefusedException(Reason.LIMIT_REACHED, e.getMessage());
    } catch (ClosedByInterruptException e) {
      throw e;
    } catch (IOException e) {
      throw refusal(Reason.CONNECTION_LOST, "closed the connection inside its response");
    }
  }

  /// A refusal because of a malformed response.
  RefusedException malformed(MalformedException cause) {
    return refusal(Reason.RESPONSE_MALFORMED, "sent a bad response: " + cause.getMessage());
  }

  /// A refusal because of the peer.
  ///
  /// @param deed what the peer did, as the predicate of a sentence
  RefusedException refusal(Reason reason, String deed) {
    return new RefusedException(reason, peer() + " " + deed);
  }

  private String peer() {
    return switch (upstream.form()) {
      case RequestTargetForm.ToOrigin() -> request.target().toString();
      case RequestTargetForm.ToProxy _ -> "the next proxy on the way to " + request.target();
    };
  }
}
