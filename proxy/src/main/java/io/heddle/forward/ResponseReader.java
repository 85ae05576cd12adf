package io.heddle.forward;

import io.heddle.http1.ResponseHead;
import io.heddle.http1.ResponseHeadReader;
import io.heddle.net.Connection;
import io.heddle.net.InjectedResetException;
import io.heddle.net.RequestNotProcessedException;
import io.heddle.net.Traffic;
import io.heddle.request.ProxyRequest.Forward;
import io.heddle.request.ProxyRequest.RequestBody;
import io.heddle.request.Refusal.Reason;
import io.heddle.request.RefusedException;
import io.heddle.upstream.ChallengedException;
import io.heddle.upstream.RequestTargetForm;
import io.heddle.upstream.UpstreamConnection;
import io.heddle.wire.MalformedException;
import io.heddle.wire.MemoryLimitExceededException;
import java.io.IOException;
import java.net.ProtocolException;
import java.nio.channels.ClosedByInterruptException;

/// Reader of the response heads to one request, interim ones included. It turns failures of the
/// peer into refusals.
///
/// @param heads of the connection of `upstream`
/// @param traffic told of the first byte
record ResponseReader(
    Forward request, UpstreamConnection upstream, ResponseHeadReader heads, Traffic traffic) {
  Connection connection() {
    return upstream.connection();
  }

  /// Waits for the first byte, then reads one head.
  ///
  /// @throws NoResponseException if there is none
  /// @throws InjectedResetException if a fault has reset the connection
  /// @throws RequestNotProcessedException if the peer has not processed the request
  /// @throws RefusedException if the peer breaks the protocol of the connection, as HTTP/2 can tell
  ResponseHead readFirst() throws RefusedException, IOException {
    boolean ended;
    try {
      connection().awaitReadable();
      ended = connection().reader().peek() < 0;
      if (!ended) {
        traffic.markFirstByte();
      }
    } catch (ClosedByInterruptException | RequestNotProcessedException | InjectedResetException e) {
      throw e;
    } catch (ProtocolException e) {
      throw malformed(e);
    } catch (IOException e) {
      throw new NoResponseException(peer() + " broke the connection: " + e.getMessage());
    }
    if (ended) {
      throw new NoResponseException(peer() + " closed the connection without a response");
    }
    return read();
  }

  /// Reads another head.
  ResponseHead read() throws RefusedException, IOException {
    try {
      ResponseHead head = heads.readHead();
      connection().reader().releaseLargeBuffer();
      return head;
    } catch (MalformedException e) {
      throw malformed(e);
    } catch (MemoryLimitExceededException e) {
      throw new RefusedException(Reason.LIMIT_REACHED, e.getMessage());
    } catch (ClosedByInterruptException | InjectedResetException e) {
      throw e;
    } catch (ProtocolException e) {
      throw malformed(e);
    } catch (IOException e) {
      throw refusal(Reason.CONNECTION_LOST, "closed the connection inside its response");
    }
  }

  /// A refusal because of a malformed response.
  RefusedException malformed(Exception cause) {
    return refusal(Reason.RESPONSE_MALFORMED, "sent a bad response: " + cause.getMessage());
  }

  /// A refusal because of the peer.
  ///
  /// @param deed what the peer did, as the predicate of a sentence
  RefusedException refusal(Reason reason, String deed) {
    return new RefusedException(reason, peer() + " " + deed);
  }

  /// Notes a final response other than 407.
  void accept() {
    if (upstream.form() instanceof RequestTargetForm.ToProxy(var proxy)) {
      proxy.accept();
    }
  }

  /// Notes a response 407.
  ///
  /// @param sender of the request, the body of which is not sent any more if it has not begun
  /// @return after which the request may be sent again
  /// @throws RefusedException if that would not help, or the body has begun
  ChallengedException challenge(ResponseHead head, RequestSender sender) throws RefusedException {
    if (!(upstream.form() instanceof RequestTargetForm.ToProxy(var proxy))) {
      throw refusal(Reason.UPSTREAM_REFUSED, "asks for the credentials of a proxy user (407)");
    }
    boolean bodyless = request.body() instanceof RequestBody.Buffered || sender.gate().lock();
    proxy.challenge(head);
    if (!bodyless) {
      throw refusal(
          Reason.UPSTREAM_REFUSED,
          "asks for credentials after the body has begun, and a body is not sent twice");
    }
    return new ChallengedException();
  }

  private String peer() {
    return upstream.form() instanceof RequestTargetForm.ToProxy
        ? "the next proxy on the way to " + request.target()
        : request.target().toString();
  }
}
