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

/// HTTP exchange on one connection to an [AdminServer]: one request, one response, and the lease
/// that the response may grant. The body of a request is not read: no handler takes one.
final class AdminConnection implements AutoCloseable {
  /// The time limit for the request to arrive, and again for the response to be taken.
  private static final Duration EXCHANGE_TIMEOUT = Duration.ofSeconds(10);

  private static final int HEAD_LIMIT = 16 * 1024;

  private final Connection client;
  private final AdminHandler handler;
  private Optional<AdminResponse.Lease> lease = Optional.empty();

  AdminConnection(Connection client, AdminHandler handler) {
    this.client = client;
    this.handler = handler;
  }

  /// Reads the request and writes the response.
  void serve() throws IOException {
    client.deadline(Deadline.after(EXCHANGE_TIMEOUT));
    try {
      RequestHead head = RequestHead.read(client.reader(), HEAD_LIMIT);
      respond(head.method(), handler.handle(AdminRequest.of(head)));
    } catch (EOFException e) {
      // Browsers open connections that they may need later.
    } catch (SocketTimeoutException e) {
      respond("GET", AdminResponse.text(408, "the request did not arrive in time"));
    } catch (MalformedException e) {
      respond("GET", AdminResponse.text(400, e.getMessage()));
    }
  }

  private void respond(String method, AdminResponse response) throws IOException {
    lease = response.lease();
    client.deadline(Deadline.after(EXCHANGE_TIMEOUT));
    client.write(response.toMessage(method));
    if (lease.isEmpty()) {
      LingeringClose.await(client);
    }
  }

  /// Waits while the client holds a lease: until it closes the connection, or sends more than its
  /// request. Returns at once without a lease.
  void awaitLeaseEnd() throws IOException {
    if (lease.isPresent()) {
      client.deadline(Deadline.NONE);
      client.awaitReadable();
    }
  }

  /// Releases the lease. The connection itself is the caller's to close.
  @Override
  public void close() {
    lease.ifPresent(AdminResponse.Lease::release);
  }
}
