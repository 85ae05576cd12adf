package io.heddle.server;

import io.heddle.http2.Http2Connection;
import io.heddle.net.LingeringClose;
import io.heddle.net.MemoryBudget;
import io.heddle.net.SocketConnection;
import io.heddle.net.tls.TlsConnection;
import io.heddle.net.tls.TlsFailures;
import io.heddle.net.tls.TlsServer;
import io.heddle.request.Refusal;
import io.heddle.request.Refusal.Reason;
import io.heddle.server.connection.LiveConnection;
import io.heddle.server.connection.RequestResult.RequestRefused;
import io.heddle.wire.MalformedException;
import java.io.IOException;
import java.util.function.Supplier;
import javax.net.ssl.SSLException;

/// Setup of TLS on an accepted connection, then the handler of the protocol inside. The first message
/// of a client costs far more memory than a connection without TLS, so there is a budget.
///
/// @param listener asked for its current context
/// @param accepted closed by the caller
record TlsSetup(Supplier<ListenerContext> listener, SocketConnection accepted) {

  /// Serves the connection to its end.
  ///
  /// @throws MalformedException if there is no TLS with this client
  void run(LiveConnection connection, TlsServer tls) throws IOException, MalformedException {
    MemoryBudget memory = listener.get().runtime().connectionMemory();
    if (!memory.take(TlsServer.MEMORY)) {
      refuse(connection);
      return;
    }
    try (TlsConnection client = secure(tls)) {
      Supplier<ListenerContext> own =
          client.peerSubject().map(this::withVerifiedUser).orElse(listener);
      if (client.applicationProtocol().equals(Http2Connection.ALPN)) {
        new Http2Handler(own, connection).run(client);
      } else {
        new ConnectionHandler(own, client, connection).run();
      }
    } finally {
      memory.give(TlsServer.MEMORY);
    }
  }

  private void refuse(LiveConnection connection) throws IOException {
    String why = "this proxy has no memory left for more connections with TLS";
    connection.request().end(new RequestRefused(new Refusal(Reason.LIMIT_REACHED, why)));
    accepted.write(TlsServer.alert());
    LingeringClose.await(accepted);
  }

  private TlsConnection secure(TlsServer tls) throws IOException, MalformedException {
    try {
      return tls.accept(accepted);
    } catch (SSLException e) {
      throw new MalformedException("no TLS with this client: " + TlsFailures.describe(e));
    }
  }

  private Supplier<ListenerContext> withVerifiedUser(String user) {
    return () -> {
      ListenerContext context = listener.get();
      return context.with(context.inbound().withVerifiedUser(user));
    };
  }
}
