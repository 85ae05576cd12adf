package io.heddle.forward;

import io.heddle.http1.HttpFields.HeadLimits;
import io.heddle.http1.ResponseHead;
import io.heddle.http1.ResponseHeadReader;
import io.heddle.net.Traffic;
import io.heddle.request.ProxyRequest.Forward;
import io.heddle.request.Refusal.Reason;
import io.heddle.request.RefusedException;
import io.heddle.time.Deadline;
import io.heddle.upstream.ChallengedException;
import io.heddle.upstream.RequestTargetForm.ForwardingProxy;
import io.heddle.upstream.UpstreamConnection;
import io.heddle.wire.ByteWriter;
import java.io.IOException;

/// Probe of the next proxy with one request: only the answer tells whether it forwards what it is
/// sent.
public final class ForwardProbe {
  private static final int HEAD_LIMIT = 64 * 1024;

  /// Interim responses that a proxy may send first.
  private static final int MAX_INTERIM_RESPONSES = 16;

  private ForwardProbe() {}

  /// Sends a request, as [HttpForwarder] does, and reads the head of the final response. The caller
  /// closes the connection.
  ///
  /// @param request without a body; its method should change nothing
  /// @param proxy the peer of `upstream`
  /// @throws RefusedException if a client would not get the response
  /// @throws ChallengedException if the proxy asks for credentials, which the next connection has
  /// @throws IOException if the thread was interrupted
  public static ResponseHead send(
      Forward request, ForwardingProxy proxy, UpstreamConnection upstream, Deadline deadline)
      throws RefusedException, IOException {
    upstream.connection().deadline(deadline);
    HeadLimits limits = HeadLimits.of(HEAD_LIMIT);
    ResponseReader responses =
        new ResponseReader(
            request,
            upstream,
            new ResponseHeadReader(upstream.connection().reader(), limits),
            new Traffic());
    ByteWriter out = new ByteWriter(512);
    ForwardedRequest.head(request, upstream.form()).write(out);
    try {
      upstream.connection().write(out.toBuffer());
      return finalHead(responses, proxy);
    } catch (NoResponseException e) {
      throw deadline.remaining() > 0
          ? new RefusedException(Reason.CONNECTION_LOST, e.getMessage())
          : responses.refusal(Reason.RESPONSE_TIMED_OUT, "sent no response in time");
    }
  }

  private static ResponseHead finalHead(ResponseReader responses, ForwardingProxy proxy)
      throws RefusedException, IOException {
    ResponseHead head = responses.readFirst();
    for (int i = 0; i < MAX_INTERIM_RESPONSES && head.isInterim(); i++) {
      head = responses.read();
    }
    if (head.status() == 407) {
      proxy.challenge(head);
      throw new ChallengedException();
    }
    proxy.accept();
    return head;
  }
}
