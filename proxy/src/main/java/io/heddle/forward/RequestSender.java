package io.heddle.forward;

import io.heddle.forward.BufferedSink.Framing;
import io.heddle.http1.BodyLength;
import io.heddle.net.Connection;
import io.heddle.request.ProxyRequest.Forward;
import io.heddle.request.RequestBody;
import io.heddle.request.RequestTargetForm;
import io.heddle.wire.MalformedException;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;

/// Sends one request.
///
/// That the server takes no more is not this task's failure: it may have answered before, and that
/// answer is still to be read.
final class RequestSender {
  private final Forward request;
  private final RequestTargetForm form;
  private final Connection client;
  private final int lineLimit;
  private final BufferedSink out;
  private volatile boolean complete;

  /// @param client from which a body may still come
  /// @param out to the server
  RequestSender(
      Forward request, RequestTargetForm form, Connection client, int lineLimit, BufferedSink out) {
    this.request = request;
    this.form = form;
    this.client = client;
    this.lineLimit = lineLimit;
    this.out = out;
  }

  /// Sends all, or as much as the server takes.
  ///
  /// @throws MalformedException if the client breaks the framing
  /// @throws IOException if the client is gone, or the thread is interrupted
  void run() throws IOException, MalformedException {
    try (out) {
      out.append(ForwardedRequest.head(request, form)::write);
      switch (request.body()) {
        case RequestBody.Buffered(var bytes) -> {
          out.append(bytes);
          out.flush();
        }
        case RequestBody.Streamed(var length) ->
            out.send(BodySource.of(length, client, lineLimit), framing(length));
      }
      complete = true;
    } catch (BodySourceException | ClosedByInterruptException e) {
      throw e;
    } catch (IOException e) {
      // Incomplete, see above.
    }
  }

  private static Framing framing(BodyLength length) {
    return length instanceof BodyLength.Chunked ? Framing.CHUNKED : Framing.PLAIN;
  }

  /// Whether all has been sent.
  boolean isComplete() {
    return complete;
  }
}
