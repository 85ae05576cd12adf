package io.heddle.server;

import io.heddle.address.Address;
import io.heddle.concurrent.TaskScope;
import io.heddle.inbound.InboundSettings.TransportSettings;
import io.heddle.net.LingeringClose;
import io.heddle.net.Listener;
import io.heddle.net.SocketConnection;
import io.heddle.net.Sockets.TcpOptions;
import io.heddle.net.scheduler.Schedulers;
import io.heddle.proxyprotocol.ProxyHeader;
import io.heddle.request.ProxyProtocolMode;
import io.heddle.request.Refusal;
import io.heddle.server.connection.ConnectionTask;
import io.heddle.server.connection.LiveConnection;
import io.heddle.server.connection.LiveConnections;
import io.heddle.server.connection.RequestResult.RequestRefused;
import io.heddle.time.Deadline;
import io.heddle.wire.MalformedException;
import java.io.IOException;
import java.time.Duration;
import java.util.function.Supplier;
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
          if (isAdmitted(client)) {
            scope.fork(() -> serve(client));
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

  private Void serve(SocketConnection client) {
    try (client) {
      TcpOptions.apply(client.channel());
      connections.run(client.remote(), address(), new ConnectionSetup(this::current, client));
      return null;
    }
  }

  /// Setup of an accepted connection: what its listener wants before the proxy protocols, then the
  /// handler of the protocol inside.
  ///
  ///     accept ─▶ PROXY header ─▶ TLS ─▶ ConnectionHandler, or Http2Handler with one of them for
  ///                                      each stream
  ///
  /// @param listener asked for its current context
  /// @param accepted closed by the caller
  record ConnectionSetup(Supplier<ListenerContext> listener, SocketConnection accepted)
      implements ConnectionTask {
    @Override
    public void run(LiveConnection connection) throws IOException {
      // Of everything before the first request is served.
      accepted.deadline(Deadline.after(listener.get().timeouts().handshake()));
      try {
        setUp(connection);
      } catch (MalformedException e) {
        connection.request().end(new RequestRefused(Refusal.of(e)));
        LingeringClose.await(accepted);
      }
    }

    private void setUp(LiveConnection connection) throws IOException, MalformedException {
      TransportSettings transport = listener.get().transport();
      switch (transport.proxyProtocol()) {
        case OFF -> {}
        case REQUIRED -> {
          readProxyHeader(connection);
          requireAdmission(transport, connection);
        }
      }
      if (transport.tls().isPresent()) {
        new TlsSetup(listener, accepted).run(connection, transport.tls().get());
      } else {
        new ConnectionHandler(listener, accepted, connection).run();
      }
    }

    /// Ends the connection if the listener does not serve the client that the header names; that of
    /// the socket if it names none.
    private void requireAdmission(TransportSettings transport, LiveConnection connection)
        throws IOException {
      if (!transport.admits(connection.client())) {
        LiveConnections connections = listener.get().runtime().connections();
        connections.rejected().add(connection.client(), connection.listener());
        throw new IOException("no client of this listener");
      }
    }

    private void readProxyHeader(LiveConnection connection) throws IOException, MalformedException {
      if (ProxyHeader.read(accepted.reader()) instanceof ProxyHeader.Proxied(var client, var _)) {
        accepted.setRemoteOverride(client);
        listener.get().runtime().connections().identify(connection, client);
      }
    }
  }
}
