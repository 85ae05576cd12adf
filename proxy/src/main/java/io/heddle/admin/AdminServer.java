package io.heddle.admin;

import io.heddle.address.Address;
import io.heddle.net.Listener;
import io.heddle.net.SocketConnection;
import io.heddle.net.scheduler.Schedulers;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import org.tinylog.Logger;

/// HTTP server of the admin listener and of the control socket. It serves a limited number of
/// requests at once and closes connections beyond that.
public final class AdminServer implements AutoCloseable {
  private static final int MAX_REQUESTS = 64;

  /// The wait after a failed accept.
  private static final Duration ACCEPT_RETRY = Duration.ofMillis(50);

  private final Listener listener;
  private volatile AdminHandler handler;
  private final Semaphore permits = new Semaphore(MAX_REQUESTS);

  private AdminServer(Listener listener, AdminHandler handler) {
    this.listener = listener;
    this.handler = handler;
  }

  /// Opens a server on an address and serves in the background; the caller closes it.
  public static AdminServer open(Address address, AdminHandler handler) throws IOException {
    AdminServer server = new AdminServer(Listener.open(address, Listener.OWNER_ONLY), handler);
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
        if (permits.tryAcquire()) {
          start(client);
        } else {
          client.close();
        }
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
        permits.release();
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
        AdminConnection connection = new AdminConnection(client, handler)) {
      serve(connection);
      connection.awaitLeaseEnd();
    } catch (IOException e) {
      // The client is gone, or does not read.
    } catch (RuntimeException e) {
      Logger.error(e, "a request to {} failed", address());
    }
  }

  /// Serves the request. A client that only holds a lease needs no permit.
  private void serve(AdminConnection connection) throws IOException {
    try {
      connection.serve();
    } finally {
      permits.release();
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
