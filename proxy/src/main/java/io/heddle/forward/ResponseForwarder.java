package io.heddle.forward;

import io.heddle.forward.BufferedSink.BodyFraming;
import io.heddle.forward.ForwardedResponse.ConnectionReuse;
import io.heddle.forward.HttpForwarder.ForwardResult;
import io.heddle.http1.BodyLength;
import io.heddle.http1.MessageHead.HttpVersion;
import io.heddle.http1.MessageHead.Persistence;
import io.heddle.http1.RequestHead;
import io.heddle.http1.ResponseHead;
import io.heddle.http1.ViaField;
import io.heddle.net.Connection;
import io.heddle.net.InjectedResetException;
import io.heddle.request.ConnectionDisposition;
import io.heddle.request.Refusal.Reason;
import io.heddle.request.RefusedException;
import io.heddle.wire.MalformedException;
import java.io.IOException;
import java.util.Optional;

/// Forwarder of the response to one request: of each interim response (RFC 9110 §15.2), then of the
/// final one.
final class ResponseForwarder {
  private final ResponseReader in;
  private final RequestHead request;
  private final RequestSender sender;
  private final Connection client;
  private final BufferedSink out;
  private boolean continued;
  private boolean delimitedByClose;
  private volatile int status;
  private volatile boolean requestUnwanted;
  private volatile ConnectionReuse reuse = ConnectionReuse.NONE;

  /// @param sender of the request
  /// @param out to `client`
  ResponseForwarder(ResponseReader in, RequestSender sender, Connection client, BufferedSink out) {
    this.in = in;
    this.request = in.request().head();
    this.sender = sender;
    this.client = client;
    this.out = out;
  }

  /// Forwards the response to its end.
  ///
  /// @throws NoResponseException if nothing came
  /// @throws RefusedException if the response cannot be passed on
  /// @throws IOException if the client is gone, or the thread is interrupted
  ForwardResult run() throws RefusedException, IOException {
    try (out) {
      ResponseHead head = in.readFirst();
      while (head.isInterim()) {
        sender.gate().release();
        forwardInterim(head);
        head = in.read();
      }
      return head.status() == 101 ? forwardSwitching(head) : forwardFinal(head);
    }
  }

  /// Whether the client has been sent the head of the final response, or part of it.
  boolean hasBegun() {
    return status > 0;
  }

  /// Whether the response makes the rest of the request useless.
  boolean isRequestUnwanted() {
    return requestUnwanted;
  }

  /// The reuse that is possible for the upstream connection now.
  ConnectionReuse reuse() {
    return sender.isComplete() ? reuse : ConnectionReuse.NONE;
  }

  private void forwardInterim(ResponseHead head) throws IOException {
    continued |= head.status() == 100;
    if (request.version() == HttpVersion.HTTP_1_1) {
      out.append(ForwardedResponse.interim(head)::write);
      out.flush();
    }
  }

  private ForwardResult forwardSwitching(ResponseHead head) throws RefusedException, IOException {
    if (ForwardedRequest.upgrades(in.request()).isEmpty()) {
      throw in.refusal(Reason.RESPONSE_MALFORMED, "changed the protocol without being asked to");
    }
    if (head.fields().listMembers("Upgrade").isEmpty()) {
      throw in.refusal(Reason.RESPONSE_MALFORMED, "changed the protocol without saying to which");
    }
    in.accept();
    status = head.status();
    out.append(ForwardedResponse.switching(head)::write);
    out.flush();
    return new ForwardResult.Switched(in.connection());
  }

  private ForwardResult forwardFinal(ResponseHead head) throws RefusedException, IOException {
    if (head.status() == 407) {
      throw in.challenge(head, sender);
    }
    in.accept();
    sender.gate().release();
    try {
      BodyLength length = BodyLength.of(head, request.method());
      return forwardFinal(
          head, length, ForwardedResponse.of(withVia(head), length, request, persistence(head)));
    } catch (MalformedException e) {
      throw in.malformed(e);
    }
  }

  private ResponseHead withVia(ResponseHead head) {
    Optional<String> via = in.request().client().via();
    return via.isEmpty()
        ? head
        : new ResponseHead(
            head.version(),
            head.status(),
            head.reason(),
            head.fields().with(ViaField.NAME, ViaField.value(head, ViaField.proxy(via.get()))));
  }

  private ForwardResult forwardFinal(
      ResponseHead head, BodyLength length, ForwardedResponse response) throws IOException {
    boolean delimited =
        length instanceof BodyLength.NoBody || length instanceof BodyLength.ContentLength;
    delimitedByClose = response.framing() == BodyFraming.IDENTITY && !delimited;
    out.append(response.head()::write);
    status = head.status();
    BodySource body = BodySource.ofResponse(length, in.connection(), in.heads());
    try {
      out.send(body, response.framing());
    } catch (BodySourceException | MalformedException e) {
      out.flush();
      return truncate(e.getMessage());
    } catch (InjectedResetException e) {
      out.flush();
      throw e;
    }
    boolean wellFormed = !in.heads().isRepaired() && !body.isRepaired();
    if (wellFormed && in.connection().reader().buffered() == 0) {
      reuse = ConnectionReuse.after(request, head, length);
    }
    return new ForwardResult.Completed(
        status,
        switch (response.persistence()) {
          case KEEP_ALIVE -> ConnectionDisposition.NEXT_REQUEST;
          case CLOSE ->
              clientMaySendMore()
                  ? ConnectionDisposition.LINGERING_CLOSE
                  : ConnectionDisposition.CLOSE;
        });
  }

  /// Persistence of the client's connection after a response, if the framing permits it. A client
  /// that has not sent its whole request, and need not send the rest, leaves a connection of no
  /// further use: we cannot know whether the rest will come.
  private Persistence persistence(ResponseHead response) {
    boolean restIsWanted = mayContinue() && Persistence.of(response) == Persistence.KEEP_ALIVE;
    if (!sender.isComplete() && !restIsWanted) {
      requestUnwanted = true;
      return Persistence.CLOSE;
    }
    return Persistence.of(request);
  }

  /// Whether the client sends the body of its request, or has been told to.
  private boolean mayContinue() {
    return continued || !request.expectsContinue();
  }

  /// Whether the client may send another request, since it has not asked us to close.
  private boolean clientMaySendMore() {
    return Persistence.of(request) == Persistence.KEEP_ALIVE;
  }

  /// Makes sure that the client cannot take a response that has begun for complete, though its
  /// connection is closed in the middle: somebody has aborted it, or the proxy is shut down.
  void breakOff() {
    if (hasBegun()) {
      client.resetOnClose();
    }
  }

  /// Ends a response that has begun in such a way that the client cannot take it for complete.
  ///
  /// @param why in one clause
  ForwardResult truncate(String why) {
    if (delimitedByClose) {
      client.resetOnClose();
    }
    return new ForwardResult.Truncated(
        status,
        why,
        delimitedByClose ? ConnectionDisposition.CLOSE : ConnectionDisposition.LINGERING_CLOSE);
  }
}
