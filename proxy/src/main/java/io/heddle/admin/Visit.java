package io.heddle.admin;

import io.heddle.http1.RequestHead;
import io.heddle.net.Connection;
import io.heddle.net.Deadline;
import io.heddle.net.LingeringClose;
import io.heddle.wire.MalformedException;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;

/// One request and its answer. A body of the request is not read: no resource takes one.
record Visit(Connection visitor, Resource resource) {
  /// For the request to come, and again for the answer to be taken.
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private static final int HEAD_LIMIT = 16 * 1024;

  void run() throws IOException {
    visitor.deadline(Deadline.after(PATIENCE));
    try {
      RequestHead head = RequestHead.read(visitor.reader(), HEAD_LIMIT);
      answer(head.method(), resource.answer(Request.of(head)));
    } catch (EOFException e) {
      // Browsers open connections that they may need.
    } catch (SocketTimeoutException e) {
      answer("GET", Response.text(408, "the request did not arrive in time"));
    } catch (MalformedException e) {
      answer("GET", Response.text(400, e.getMessage()));
    }
  }

  private void answer(String method, Response response) throws IOException {
    visitor.deadline(Deadline.after(PATIENCE));
    visitor.write(response.toMessage(method));
    LingeringClose.await(visitor);
  }
}
