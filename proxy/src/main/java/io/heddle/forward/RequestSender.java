package io.heddle.forward;

import io.heddle.forward.BufferedSink.BodyFraming;
import io.heddle.http1.BodyLength;
import io.heddle.http1.HttpFields.HeadLimits;
import io.heddle.http1.RequestHead;
import io.heddle.net.Connection;
import io.heddle.request.ProxyRequest.Forward;
import io.heddle.request.ProxyRequest.RequestBody;
import io.heddle.request.RefusedException;
import io.heddle.upstream.RequestTargetForm;
import io.heddle.wire.MalformedException;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;

/// Sender of one request.
///
/// That the peer takes no more is not a failure here: it may have sent its response before, which is
/// still to be read.
final class RequestSender {
  private final Forward request;
  private final RequestTargetForm form;
  private final Connection client;
  private final HeadLimits lineLimits;
  private final BufferedSink out;
  private final BodyGate gate;
  private volatile boolean complete;

  /// @param client source of a body that has not come with the head
  /// @param out to the upstream connection
  RequestSender(
      Forward request,
      RequestTargetForm form,
      Connection client,
      HeadLimits lineLimits,
      BufferedSink out) {
    this.request = request;
    this.form = form;
    this.client = client;
    this.lineLimits = lineLimits;
    this.out = out;
    boolean waits =
        request.body() instanceof RequestBody.Streamed
            && form instanceof RequestTargetForm.ToProxy(var proxy)
            && proxy.mayChallenge();
    this.gate = waits ? BodyGate.closed() : BodyGate.open();
  }

  /// The gate before the body.
  BodyGate gate() {
    return gate;
  }

  /// Sends the request to its end, or as much of it as the peer takes.
  ///
  /// @throws MalformedException if the client breaks the framing
  /// @throws RefusedException if there are no credentials for the next proxy
  /// @throws IOException if the client is gone, or the thread is interrupted
  void run() throws RefusedException, IOException, MalformedException {
    RequestHead head = ForwardedRequest.head(request, form);
    try (out) {
      out.append(head::write);
      if (request.body() instanceof RequestBody.Streamed(var length)) {
        if (!mayBodyPass()) {
          return;
        }
        out.send(BodySource.ofRequest(length, client, lineLimits), framing(length));
      } else if (request.body() instanceof RequestBody.Buffered(var bytes)) {
        out.append(bytes);
        out.flush();
      }
      complete = true;
    } catch (BodySourceException | ClosedByInterruptException e) {
      throw e;
    } catch (IOException e) {
      // The peer takes no more: the request stays incomplete.
    }
  }

  private boolean mayBodyPass() throws IOException {
    if (gate.isOpen()) {
      return true;
    }
    out.flush();
    return gate.pass();
  }

  private static BodyFraming framing(BodyLength length) {
    return length instanceof BodyLength.Chunked ? BodyFraming.CHUNKED : BodyFraming.IDENTITY;
  }

  /// Whether the request has been sent to its end.
  boolean isComplete() {
    return complete;
  }
}
