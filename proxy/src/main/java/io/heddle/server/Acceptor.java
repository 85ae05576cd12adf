package io.heddle.server;

import io.heddle.address.Address;
import io.heddle.concurrent.TaskScope;
import io.heddle.inbound.TransportSettings;
import io.heddle.net.Listener;
import io.heddle.net.SocketConnection;
import io.heddle.net.Sockets.TcpOptions;
import io.heddle.net.scheduler.Schedulers;
import io.heddle.request.ProxyProtocolMode;
import io.heddle.server.connection.LiveConnections;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import org.tinylog.Logger;

/// Acceptor of the connections of one listener. Each connection is a task of its scope.
final class Acceptor implements Runnable {
  /// Time between two attempts when no descriptor is left. Connections that end meanwhile free some.
  private static final Duration PAUSE = Duration.ofMillis(50);

  private final Address configured;
  private final Listener listener;
  private final LiveConnections connections;
  private volatile ListenerContext current;
  private final AtomicLong accepted = new AtomicLong();

  /// @param configured the address in the configuration
  /// @param listener closed by [#close]
  Acceptor(Address configured, Listener listener, ListenerContext context) {
    this.configured = configured;
    this.listener = listener;
    this.connections = context.runtime().connections();
    this.current = context;
    // The first use of the log may open files, which must not fail later for want of descriptors.
    Logger.debug("accepting on {}", address());
    LocalUserCheck.announce(context.transport(), address());
  }

  /// Address of the listener, with the real port.
  Address address() {
    return listener.address();
  }

  /// Address of the listener in the configuration.
  Address configured() {
    return configured;
  }

  /// The context of new requests.
  ListenerContext current() {
    return current;
  }

  /// Number of connections accepted so far.
  long accepted() {
    return accepted.get();
  }

  /// Serves new requests with another context.
  void update(ListenerContext context) {
    current = context;
  }

  /// Stops accepting; connections go on.
  void close() {
    try {
      listener.close();
    } catch (IOException e) {
      Logger.warn("closing the listener on {}: {}", address(), e.getMessage());
    }
  }

  /// Accepts until closed, then waits for the connections; cancels them if interrupted.
  @Override
  public void run() {
    try (var scope = TaskScope.open(Schedulers.roundRobin())) {
      boolean paused = false;
      while (listener.isOpen()) {
        try {
          SocketConnection client = listener.accept();
          accepted.incrementAndGet();
          if (isAdmitted(client)) {
            scope.fork(new ClientTask(client));
          }
          paused = false;
        } catch (IOException | RuntimeException | Error e) {
          // Whatever the error is, a proxy that no longer accepts is worse.
          paused = pause(e, paused);
        }
      }
      scope.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Whether the listener serves a client; if not, closes the connection. Behind a load balancer, the
  /// PROXY header names the client.
  private boolean isAdmitted(SocketConnection client) {
    TransportSettings transport = current.transport();
    if (transport.proxyProtocol() == ProxyProtocolMode.REQUIRED
        || transport.admits(client.remote())) {
      return true;
    }
    connections.rejected().add(client.remote(), address());
    client.close();
    return false;
  }

  /// Waits a little after a failure to accept. Logs the first of several failures in a row.
  private boolean pause(Throwable failure, boolean paused) throws InterruptedException {
    if (listener.isOpen()) {
      if (!paused) {
        Logger.warn("cannot accept on {}: {}; trying again", address(), failure);
      }
      Thread.sleep(PAUSE);
    }
    return true;
  }

  /// Task that serves a client. No lambda, which would be two more frames on the stack of each thread.
  private final class ClientTask implements Callable<Object> {
    private final SocketConnection client;

    ClientTask(SocketConnection client) {
      this.client = client;
    }

    @Override
    public Object call() {
      try (client) {
        TcpOptions.apply(client.channel());
        connections.run(
            client.remote(), address(), new ConnectionSetup(Acceptor.this::current, client));
        return this;
      }
    }
  }
}
