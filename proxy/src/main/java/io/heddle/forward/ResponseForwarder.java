package io.heddle.forward;

import io.heddle.forward.BufferedSink.Framing;
import io.heddle.http1.BodyLength;
import io.heddle.http1.HttpVersion;
import io.heddle.http1.Persistence;
import io.heddle.http1.RequestHead;
import io.heddle.http1.ResponseHead;
import io.heddle.net.Connection;
import io.heddle.request.ConnectionDisposition;
import io.heddle.request.Refusal.Reason;
import io.heddle.request.RefusedException;
import io.heddle.wire.MalformedException;
import java.io.IOException;
import java.util.function.BooleanSupplier;

/// Passes the response to one request on as it comes: every interim one (RFC 9110 §15.2), then the
/// final one.
final class ResponseForwarder {
  private final ResponseReader in;
  private final RequestHead request;
  private final BooleanSupplier requestSent;
  private final Connection client;
  private final BufferedSink out;
  private boolean continued;
  private boolean endIsClose;
  private volatile int status;
  private volatile boolean requestStopped;
  private volatile Reuse reuse = Reuse.NONE;

  /// @param requestSent tells whether the request has been sent to its end
  /// @param out to `client`
  ResponseForwarder(
      ResponseReader in, BooleanSupplier requestSent, Connection client, BufferedSink out) {
    this.in = in;
    this.request = in.request().head();
    this.requestSent = requestSent;
    this.client = client;
    this.out = out;
  }

  /// Passes all on.
  ///
  /// @throws NoResponseException if nothing came
  /// @throws RefusedException if what came cannot be passed on
  /// @throws IOException if the client is gone, or the thread is interrupted
  ForwardResult run() throws RefusedException, IOException {
    try (out) {
      in.await();
      ResponseHead head = in.read();
      while (head.isInterim()) {
        passInterim(head);
        head = in.read();
      }
      return head.status() == 101 ? passSwitching(head) : passFinal(head);
    }
  }

  /// Whether the client has been given the head of the final response, or part of it.
  boolean hasBegun() {
    return status > 0;
  }

  /// Whether the rest of the request is not wanted any more.
  boolean requestStopped() {
    return requestStopped;
  }

  /// What the connection to the next hop is good for now.
  Reuse reuse() {
    return requestSent.getAsBoolean() ? reuse : Reuse.NONE;
  }

  private void passInterim(ResponseHead head) throws IOException {
    continued |= head.status() == 100;
    if (request.version() == HttpVersion.HTTP_1_1) {
      out.append(ForwardedResponse.interim(head)::write);
      out.flush();
    }
  }

  private ForwardResult passSwitching(ResponseHead head) throws RefusedException, IOException {
    if (ForwardedRequest.upgrades(in.request()).isEmpty()) {
      throw in.refused(Reason.RESPONSE_MALFORMED, "changed the protocol without being asked to");
    }
    if (head.fields().listMembers("Upgrade").isEmpty()) {
      throw in.refused(Reason.RESPONSE_MALFORMED, "changed the protocol without saying to which");
    }
    status = head.status();
    out.append(ForwardedResponse.switching(head)::write);
    out.flush();
    return new ForwardResult.Switched(in.hop().connection());
  }

  private ForwardResult passFinal(ResponseHead head) throws RefusedException, IOException {
    if (head.status() == 407) {
      throw in.refused(Reason.UPSTREAM_REFUSED, "asks for the credentials of a proxy user (407)");
    }
    try {
      BodyLength length = BodyLength.of(head, request.method());
      return passFinal(head, length, ForwardedResponse.of(head, length, request, wanted(head)));
    } catch (MalformedException e) {
      throw in.malformed(e);
    }
  }

  private ForwardResult passFinal(ResponseHead head, BodyLength length, ForwardedResponse response)
      throws IOException {
    boolean delimited = length instanceof BodyLength.NoBody || length instanceof BodyLength.Fixed;
    endIsClose = response.framing() == Framing.PLAIN && !delimited;
    out.append(response.head()::write);
    status = head.status();
    try {
      out.send(BodySource.of(length, connection(), in.headLimit()), response.framing());
    } catch (BodySourceException | MalformedException e) {
      out.flush();
      return cutShort(e.getMessage());
    }
    reuse = connection().reader().buffered() == 0 ? Reuse.after(request, head, length) : Reuse.NONE;
    return new ForwardResult.Answered(
        status,
        switch (response.persistence()) {
          case KEEP_ALIVE -> ConnectionDisposition.NEXT_REQUEST;
          case CLOSE ->
              isUnexpected() ? ConnectionDisposition.LINGERING_CLOSE : ConnectionDisposition.CLOSE;
        });
  }

  /// What is to become of the client's connection: one on which an unwanted body may still come, or
  /// may not, is of no more use.
  private Persistence wanted(ResponseHead head) {
    if (!requestSent.getAsBoolean()
        && !(mayGoOn() && Persistence.of(head) == Persistence.KEEP_ALIVE)) {
      requestStopped = true;
      return Persistence.CLOSE;
    }
    return Persistence.of(request);
  }

  private boolean mayGoOn() {
    return continued || !request.expectsContinue();
  }

  /// Whether the client may send another request, since it has not asked for the end.
  private boolean isUnexpected() {
    return Persistence.of(request) == Persistence.KEEP_ALIVE;
  }

  /// Ends a response that has begun, so that the client cannot take it for complete.
  ForwardResult cutShort(String why) {
    if (endIsClose) {
      client.markBroken();
    }
    return new ForwardResult.CutShort(
        status,
        why,
        endIsClose ? ConnectionDisposition.CLOSE : ConnectionDisposition.LINGERING_CLOSE);
  }

  private Connection connection() {
    return in.hop().connection();
  }
}
