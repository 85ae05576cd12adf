package io.heddle.admin;

import io.heddle.http1.RequestHead;
import io.heddle.net.Connection;
import io.heddle.net.LingeringClose;
import io.heddle.time.Deadline;
import io.heddle.wire.MalformedException;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Optional;

/// One request and its answer, and what the answer promises. A body of the request is not read: no
/// resource takes one.
final class AdminConnection implements AutoCloseable {
  /// For the request to come, and again for the answer to be taken.
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private static final int HEAD_LIMIT = 16 * 1024;

  private final Connection visitor;
  private final AdminHandler resource;
  private Optional<AdminResponse.Promise> promise = Optional.empty();

  AdminConnection(Connection visitor, AdminHandler resource) {
    this.visitor = visitor;
    this.resource = resource;
  }

  /// Hears and answers.
  void run() throws IOException {
    visitor.deadline(Deadline.after(PATIENCE));
    try {
      RequestHead head = RequestHead.read(visitor.reader(), HEAD_LIMIT);
      answer(head.method(), resource.answer(AdminRequest.of(head)));
    } catch (EOFException e) {
      // Browsers open connections that they may need.
    } catch (SocketTimeoutException e) {
      answer("GET", AdminResponse.text(408, "the request did not arrive in time"));
    } catch (MalformedException e) {
      answer("GET", AdminResponse.text(400, e.getMessage()));
    }
  }

  private void answer(String method, AdminResponse response) throws IOException {
    promise = response.promise();
    visitor.deadline(Deadline.after(PATIENCE));
    visitor.write(response.toMessage(method));
    if (promise.isEmpty()) {
      LingeringClose.await(visitor);
    }
  }

  /// Waits until the visitor leaves, or says more than was asked, if something is kept for him.
  void stay() throws IOException {
    if (promise.isPresent()) {
      visitor.deadline(Deadline.NONE);
      visitor.awaitReadable();
    }
  }

  @Override
  public void close() {
    promise.ifPresent(AdminResponse.Promise::end);
  }
}
