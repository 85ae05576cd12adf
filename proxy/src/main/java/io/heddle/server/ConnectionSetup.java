package io.heddle.server;

import io.heddle.http2.Http2Connection;
import io.heddle.inbound.InboundSettings.TransportSettings;
import io.heddle.net.LingeringClose;
import io.heddle.net.SocketConnection;
import io.heddle.net.tls.TlsConnection;
import io.heddle.net.tls.TlsFailures;
import io.heddle.net.tls.TlsServer;
import io.heddle.proxyprotocol.ProxyHeader;
import io.heddle.request.Refusal;
import io.heddle.server.Acceptor.ListenerContext;
import io.heddle.server.connection.ConnectionTask;
import io.heddle.server.connection.LiveConnection;
import io.heddle.server.connection.RequestResult.RequestRefused;
import io.heddle.time.Deadline;
import io.heddle.wire.MalformedException;
import java.io.IOException;
import java.util.function.Supplier;
import javax.net.ssl.SSLException;

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
      case REQUIRED -> readProxyHeader(connection);
    }
    if (transport.tls().isEmpty()) {
      new ConnectionHandler(listener, accepted, connection).run();
      return;
    }
    try (TlsConnection client = secure(transport.tls().get())) {
      Supplier<ListenerContext> own =
          client.peerSubject().map(this::withVerifiedUser).orElse(listener);
      if (client.applicationProtocol().equals(Http2Connection.ALPN)) {
        new Http2Handler(own, connection).run(client);
      } else {
        new ConnectionHandler(own, client, connection).run();
      }
    }
  }

  private void readProxyHeader(LiveConnection connection) throws IOException, MalformedException {
    if (ProxyHeader.read(accepted.reader()) instanceof ProxyHeader.Proxied(var client, var _)) {
      accepted.setRemoteOverride(client);
      listener.get().runtime().connections().identify(connection, client);
    }
  }

  private TlsConnection secure(TlsServer tls) throws IOException, MalformedException {
    try {
      return tls.accept(accepted);
    } catch (SSLException e) {
      throw new MalformedException("no TLS with this client: " + TlsFailures.describe(e));
    }
  }

  private Supplier<ListenerContext> withVerifiedUser(String user) {
    return () -> listener.get().withVerifiedUser(user);
  }
}
