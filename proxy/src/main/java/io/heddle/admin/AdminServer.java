package io.heddle.admin;

import io.heddle.address.Address;
import io.heddle.net.Listener;
import io.heddle.net.SocketConnection;
import io.heddle.net.scheduler.BlockingCalls;
import io.heddle.net.scheduler.Schedulers;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import org.tinylog.Logger;

/// HTTP server of the admin listener and of the control socket.
///
/// A connection has a virtual thread on a carrier, which waits for the request and writes the
/// response. The handler runs in a platform thread, since it may read files, look names up and
/// compute for long. Requests beyond a limit are refused. Health checks are always
/// answered: otherwise a service manager would stop a proxy that is only busy.
public final class AdminServer implements AutoCloseable {
  private static final int MAX_REQUESTS = 64;
  private static final int MAX_SILENT = 64;

  /// The wait after a failed accept.
  private static final Duration ACCEPT_RETRY = Duration.ofMillis(50);

  private final Listener listener;
  private final Function<SocketConnection, Optional<AdminHandler>> others;
  private volatile AdminHandler handler;
  private final Semaphore permits = new Semaphore(MAX_REQUESTS);
  private final SilentVisitorLimit silent = new SilentVisitorLimit(MAX_SILENT);
  private final BlockingCalls calls = new BlockingCalls("admin", MAX_REQUESTS);

  private AdminServer(
      Listener listener,
      AdminHandler handler,
      Function<SocketConnection, Optional<AdminHandler>> others) {
    this.listener = listener;
    this.others = others;
    this.handler = handler;
  }

  /// Opens a server on an address and serves in the background; the caller closes it.
  public static AdminServer open(Address address, AdminHandler handler) throws IOException {
    return open(address, handler, _ -> Optional.empty());
  }

  /// The same with clients that have another handler.
  ///
  /// @param others gives the handler of such a client; empty for any other; may block
  public static AdminServer open(
      Address address,
      AdminHandler handler,
      Function<SocketConnection, Optional<AdminHandler>> others)
      throws IOException {
    Listener listener = Listener.open(address, Listener.OWNER_ONLY);
    AdminServer server = new AdminServer(listener, handler, others);
    Schedulers.shared().newThread(server::run).start();
    return server;
  }

  /// Exchanges the handler of the requests to come.
  public void setHandler(AdminHandler newHandler) {
    handler = newHandler;
  }

  /// The address on which it listens, with the real port.
  public Address address() {
    return listener.address();
  }

  private void run() {
    while (listener.isOpen()) {
      try {
        SocketConnection client = listener.accept();
        start(client);
      } catch (IOException | RuntimeException | Error e) {
        // Whatever the error is, a program without status and control is worse.
        pause();
      }
    }
  }

  private void start(SocketConnection client) {
    boolean started = false;
    try {
      Thread.startVirtualThread(() -> serve(client));
      started = true;
    } finally {
      if (!started) {
        client.close();
      }
    }
  }

  /// Waits before the next accept: the process may have no file descriptor left.
  private void pause() {
    try {
      Thread.sleep(listener.isOpen() ? ACCEPT_RETRY : Duration.ZERO);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void serve(SocketConnection client) {
    try (client;
        AdminConnection connection = new AdminConnection(client, handlerOf(client), calls)) {
      Optional<AdminRequest> request = readRequest(connection);
      if (request.isPresent()) {
        respond(connection, request.get());
        connection.sendStream();
      }
      awaitEnd(connection);
    } catch (IOException e) {
      // The client is gone, or does not read, or was silent when others came.
    } catch (RuntimeException | Error e) {
      Logger.error(e, "a request to {} failed", address());
    }
  }

  /// Health checks, which may not block, are the same for all.
  private AdminHandler handlerOf(SocketConnection client) {
    AdminHandler usual = handler;
    return request ->
        request.isHealthCheck()
            ? usual.handle(request)
            : others.apply(client).orElse(usual).handle(request);
  }

  private Optional<AdminRequest> readRequest(AdminConnection connection) throws IOException {
    silent.begin();
    try {
      return connection.readRequest();
    } finally {
      silent.end();
    }
  }

  private void respond(AdminConnection connection, AdminRequest request) throws IOException {
    if (request.isHealthCheck()) {
      connection.respondAtOnce(request);
    } else if (permits.tryAcquire()) {
      try {
        connection.respond(request);
      } finally {
        permits.release();
      }
    } else {
      connection.refuse(503, "too many requests at once");
    }
  }

  private void awaitEnd(AdminConnection connection) throws IOException {
    if (connection.hasLease()) {
      connection.awaitEnd();
      return;
    }
    silent.begin();
    try {
      connection.awaitEnd();
    } finally {
      silent.end();
    }
  }

  /// Stops accepting connections.
  @Override
  public void close() {
    try {
      listener.close();
    } catch (IOException e) {
      Logger.warn("closing {}: {}", address(), e.getMessage());
    }
  }
}
