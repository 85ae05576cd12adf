package io.heddle.server;

import io.heddle.address.Address;
import io.heddle.concurrent.TaskScope;
import io.heddle.inbound.InboundSettings;
import io.heddle.inbound.InboundSettings.TransportSettings;
import io.heddle.net.Listener;
import io.heddle.net.SocketConnection;
import io.heddle.net.Sockets.TcpOptions;
import io.heddle.net.scheduler.Schedulers;
import io.heddle.server.ActiveConfiguration.ConfigurationSettings.Timeouts;
import io.heddle.server.connection.LiveConnections;
import java.io.IOException;
import java.time.Duration;
import org.tinylog.Logger;

/// Acceptor of the connections of one listener. Each connection is a task of its scope.
final class Acceptor implements Runnable {
  /// Time between two attempts when no descriptor is left. Connections that end meanwhile free some.
  private static final Duration PAUSE = Duration.ofMillis(50);

  private final Address configured;
  private final Listener listener;
  private final LiveConnections connections;
  private volatile ListenerContext current;

  /// @param configured the address in the configuration
  /// @param listener closed by [#close]
  Acceptor(Address configured, Listener listener, ListenerContext context) {
    this.configured = configured;
    this.listener = listener;
    this.connections = context.runtime().connections();
    this.current = context;
    // The first use of the log may open files, which must not fail later for want of descriptors.
    Logger.debug("accepting on {}", address());
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
          scope.fork(() -> serve(client));
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

  private Void serve(SocketConnection client) {
    try (client) {
      TcpOptions.apply(client.channel());
      connections.run(client.remote(), address(), new ConnectionSetup(this::current, client));
      return null;
    }
  }

  /// Settings and shared objects with which the clients of one listener are served.
  ///
  /// A reload gives the listener a new context. Each request is served with the context that is
  /// current when the request arrives.
  ///
  /// @param transport what comes before the proxy protocols
  /// @param inbound what the proxy protocols need to know
  record ListenerContext(
      TransportSettings transport,
      InboundSettings inbound,
      ServerRuntime runtime,
      ActiveConfiguration configuration) {

    Timeouts timeouts() {
      return configuration.timeouts();
    }

    Routing routing() {
      return configuration.routing();
    }

    /// The same context for a client that has proved to be `user`.
    ListenerContext withVerifiedUser(String user) {
      return new ListenerContext(transport, inbound.withVerifiedUser(user), runtime, configuration);
    }
  }
}
