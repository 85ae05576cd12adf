package io.heddle.server;

import io.heddle.http2.Http2Connection;
import io.heddle.inbound.Inbound;
import io.heddle.net.Connection;
import io.heddle.net.Deadline;
import io.heddle.net.LingeringClose;
import io.heddle.net.SocketConnection;
import io.heddle.net.tls.TlsConnection;
import io.heddle.net.tls.TlsFailures;
import io.heddle.net.tls.TlsServer;
import io.heddle.request.Refusal;
import io.heddle.request.Refusal.Reason;
import io.heddle.wire.MalformedException;
import java.io.IOException;
import javax.net.ssl.SSLException;

/// The story of an accepted stream: what its listener puts before the proxy's protocols, then who
/// speaks the protocol inside.
///
///     accept ─▶ TLS ─▶ ConnectionHandler, or Http2Handler with one of them for each stream
final class Reception {
  private final Services services;
  private final ProxyServer.Binding binding;
  private final SocketConnection accepted;
  private final LiveConnection live;

  Reception(
      Services services,
      ProxyServer.Binding binding,
      SocketConnection accepted,
      LiveConnection live) {
    this.services = services;
    this.binding = binding;
    this.accepted = accepted;
    this.live = live;
  }

  /// Serves the client to the end; the caller closes its stream.
  ///
  /// @throws IOException if the client is gone or too slow, or the thread was interrupted
  void run() throws IOException {
    // For all that comes before the first request is served.
    accepted.deadline(Deadline.after(services.timeouts().handshake()));
    try {
      enter();
    } catch (MalformedException e) {
      ConnectionLog.refused(live, new Refusal(Reason.MALFORMED, e.getMessage()));
      LingeringClose.await(accepted);
    }
  }

  private void enter() throws IOException, MalformedException {
    if (binding.entrance().tls().isEmpty()) {
      serve(accepted, binding.inbound());
      return;
    }
    try (TlsConnection client = secure(binding.entrance().tls().get())) {
      Inbound inbound = client.peer().map(binding.inbound()::provenAs).orElse(binding.inbound());
      if (client.applicationProtocol().equals(Http2Connection.ALPN)) {
        new Http2Handler(services, inbound, live).run(client);
      } else {
        serve(client, inbound);
      }
    }
  }

  private TlsConnection secure(TlsServer tls) throws IOException, MalformedException {
    try {
      return tls.accept(accepted);
    } catch (SSLException e) {
      throw new MalformedException("no TLS with this client: " + TlsFailures.clause(e));
    }
  }

  private void serve(Connection client, Inbound inbound) throws IOException {
    new ConnectionHandler(services, inbound, client, live).run();
  }
}
