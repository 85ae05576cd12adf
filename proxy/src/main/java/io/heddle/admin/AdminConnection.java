package io.heddle.admin;

import io.heddle.http1.RequestHead;
import io.heddle.net.Connection;
import io.heddle.net.LingeringClose;
import io.heddle.net.scheduler.BlockingCalls;
import io.heddle.net.scheduler.NoResultException;
import io.heddle.time.Deadline;
import io.heddle.wire.MalformedException;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.tinylog.Logger;

/// HTTP exchange on one connection to an [AdminServer]: one request, one response, and the lease or
/// the stream that the response may have.
final class AdminConnection implements AutoCloseable {
  /// The time limit for the request to arrive, and again for the response to be taken.
  private static final Duration EXCHANGE_TIMEOUT = Duration.ofSeconds(10);

  /// The time limit of a handler: less than clients of the control socket wait.
  private static final Duration HANDLER_TIMEOUT = Duration.ofSeconds(25);

  private static final int HEAD_LIMIT = 16 * 1024;

  private final Connection client;
  private final AdminHandler handler;
  private final BlockingCalls calls;
  private Optional<AdminResponse.Lease> lease = Optional.empty();
  private Optional<ResponseStream> stream = Optional.empty();
  private boolean closed;

  /// @param calls threads for the handler, which may read files and compute for long
  AdminConnection(Connection client, AdminHandler handler, BlockingCalls calls) {
    this.client = client;
    this.handler = handler;
    this.calls = calls;
  }

  /// Waits for the request.
  ///
  /// @return empty if there is none: the client has closed the connection, or has been told of its
  ///     mistake
  Optional<AdminRequest> readRequest() throws IOException {
    client.deadline(Deadline.after(EXCHANGE_TIMEOUT));
    try {
      RequestHead head = RequestHead.read(client.reader(), HEAD_LIMIT);
      return Optional.of(AdminRequest.read(head, client));
    } catch (EOFException e) {
      // Browsers open connections that they may need later.
    } catch (SocketTimeoutException e) {
      refuse(408, "the request did not arrive in time");
    } catch (MalformedException e) {
      refuse(400, e.getMessage());
    }
    return Optional.empty();
  }

  /// Answers with an error.
  void refuse(int status, String why) throws IOException {
    write(AdminResponse.text(status, why).toMessage("GET"));
  }

  /// Handles the request in the calling thread, and writes the response.
  void respondAtOnce(AdminRequest request) throws IOException {
    write(handle(request));
  }

  /// Handles the request in another thread, and writes the response.
  void respond(AdminRequest request) throws IOException {
    ByteBuffer message;
    try {
      message = calls.call(HANDLER_TIMEOUT, () -> handle(request));
    } catch (NoResultException e) {
      Logger.warn("{} {}: {}", request.method(), request.path(), e.getMessage());
      refuse(503, "no answer: " + e.getMessage());
      return;
    }
    write(message);
  }

  private ByteBuffer handle(AdminRequest request) {
    try {
      AdminResponse response = handler.handle(request);
      ByteBuffer message = response.toMessage(request.method());
      hold(response);
      return message;
    } catch (RuntimeException | Error e) {
      Logger.error(e, "{} {} failed", request.method(), request.path());
      return AdminResponse.text(500, "an error, which the log shows").toMessage(request.method());
    }
  }

  /// Holds the lease and the stream of a response, which may come when the connection is closed.
  private synchronized void hold(AdminResponse response) {
    if (closed) {
      response.lease().ifPresent(AdminResponse.Lease::release);
      response.stream().ifPresent(ResponseStream::close);
    } else {
      lease = response.lease();
      stream = response.stream();
    }
  }

  /// Sends the stream of the response, if it has one, until the client leaves or does not read.
  void sendStream() throws IOException {
    Optional<ResponseStream> sent = stream();
    if (sent.isPresent()) {
      do {
        String part = calls.call(HANDLER_TIMEOUT, sent.get()::next);
        write(ByteBuffer.wrap(part.getBytes(StandardCharsets.UTF_8)));
      } while (isSilentFor(sent.get().period()));
    }
  }

  private synchronized Optional<ResponseStream> stream() {
    return stream;
  }

  /// Waits for the end of the client, which sends nothing more.
  ///
  /// @return whether it has not come in this time
  private boolean isSilentFor(Duration time) throws IOException {
    client.deadline(Deadline.after(time));
    try {
      client.awaitEnd();
      return false;
    } catch (SocketTimeoutException e) {
      return true;
    }
  }

  private void write(ByteBuffer message) throws IOException {
    client.deadline(Deadline.after(EXCHANGE_TIMEOUT));
    client.write(message);
  }

  /// Waits for the end of the client after a response: for a short time, or, while the client holds
  /// a lease, until it closes the connection or sends more than its request.
  void awaitEnd() throws IOException {
    if (hasLease()) {
      client.deadline(Deadline.NONE);
      client.awaitEnd();
    } else {
      LingeringClose.await(client);
    }
  }

  /// Whether the client holds a lease.
  synchronized boolean hasLease() {
    return lease.isPresent();
  }

  /// Releases the lease. The connection itself is the caller's to close.
  @Override
  public synchronized void close() {
    closed = true;
    lease.ifPresent(AdminResponse.Lease::release);
    stream.ifPresent(ResponseStream::close);
  }
}
