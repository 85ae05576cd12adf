package io.heddle.server;

import io.heddle.inbound.TransportSettings;
import io.heddle.net.LingeringClose;
import io.heddle.net.SocketConnection;
import io.heddle.proxyprotocol.ProxyHeader;
import io.heddle.request.LocalUsers;
import io.heddle.request.Refusal;
import io.heddle.server.connection.ConnectionTask;
import io.heddle.server.connection.LiveConnection;
import io.heddle.server.connection.LiveConnections;
import io.heddle.server.connection.RequestResult.RequestRefused;
import io.heddle.time.Deadline;
import io.heddle.wire.MalformedException;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Supplier;

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
      TransportSettings transport = listener.get().transport();
      awaitProxyHeader(transport, connection);
      // The rest of the connection runs in here, and each frame below it takes memory.
      if (transport.tls().isPresent()) {
        new TlsSetup(listener, accepted).run(connection, transport.tls().get());
      } else {
        new ConnectionHandler(ofClient(transport, connection), accepted, connection).run();
      }
    } catch (MalformedException e) {
      connection.request().end(new RequestRefused(Refusal.of(e)));
      LingeringClose.await(accepted);
    }
  }

  private void awaitProxyHeader(TransportSettings transport, LiveConnection connection)
      throws IOException, MalformedException {
    switch (transport.proxyProtocol()) {
      case OFF -> {}
      case REQUIRED -> {
        readProxyHeader(connection);
        requireAdmission(transport, connection);
      }
    }
  }

  /// The context for this client, which the listener may not serve.
  private Supplier<ListenerContext> ofClient(TransportSettings transport, LiveConnection connection)
      throws IOException {
    if (transport.localUsers() == LocalUsers.ANY) {
      return listener;
    }
    LocalUserCheck check = new LocalUserCheck(listener.get().runtime().connections());
    Optional<Refusal> refusal = check.check(connection, accepted.local());
    return refusal.isEmpty() ? listener : () -> refused(refusal.get());
  }

  private ListenerContext refused(Refusal refusal) {
    ListenerContext context = listener.get();
    return context.with(context.inbound().withRefusal(refusal));
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
