package io.heddle.forward;

import io.heddle.http1.ResponseHead;
import io.heddle.net.RequestNotProcessedException;
import io.heddle.request.HttpForm;
import io.heddle.request.ProxyRequest.Forward;
import io.heddle.request.Refusal.Reason;
import io.heddle.request.RefusedException;
import io.heddle.wire.MalformedException;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;

/// Reads the heads of the responses to one request, and says what is wrong with the next hop.
///
/// @param headLimit bytes that a head may have
record ResponseReader(Forward request, NextHop hop, int headLimit) {

  /// Waits for the first byte.
  ///
  /// @throws NoResponseException if there is none
  /// @throws RequestNotProcessedException if the request has not been processed
  void await() throws IOException {
    boolean ended;
    try {
      hop.connection().awaitReadable();
      ended = hop.connection().reader().peek() < 0;
    } catch (ClosedByInterruptException | RequestNotProcessedException e) {
      throw e;
    } catch (IOException e) {
      ended = true;
    }
    if (ended) {
      throw new NoResponseException(name());
    }
  }

  /// Reads one head.
  ResponseHead read() throws RefusedException, IOException {
    try {
      return ResponseHead.read(hop.connection().reader(), headLimit);
    } catch (MalformedException e) {
      throw malformed(e);
    } catch (ClosedByInterruptException e) {
      throw e;
    } catch (IOException e) {
      throw refused(Reason.CONNECTION_LOST, "closed the connection inside its response");
    }
  }

  /// A refusal that blames the response.
  RefusedException malformed(MalformedException breach) {
    return refused(Reason.RESPONSE_MALFORMED, "sent a bad response: " + breach.getMessage());
  }

  /// A refusal that blames the next hop.
  ///
  /// @param deed what it did
  RefusedException refused(Reason reason, String deed) {
    return new RefusedException(reason, name() + " " + deed);
  }

  private String name() {
    return switch (hop.form()) {
      case HttpForm.Origin() -> request.target().toString();
      case HttpForm.Absolute _ -> "the next proxy on the way to " + request.target();
    };
  }
}
