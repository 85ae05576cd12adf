package io.heddle.server;

import io.heddle.http2.Http2Connection;
import io.heddle.inbound.Entrance;
import io.heddle.net.Connection;
import io.heddle.net.Deadline;
import io.heddle.net.LingeringClose;
import io.heddle.net.SocketConnection;
import io.heddle.net.tls.TlsConnection;
import io.heddle.net.tls.TlsFailures;
import io.heddle.net.tls.TlsServer;
import io.heddle.proxyprotocol.ProxyHeader;
import io.heddle.request.Refusal;
import io.heddle.request.Refusal.Reason;
import io.heddle.wire.MalformedException;
import java.io.IOException;
import java.util.function.Supplier;
import javax.net.ssl.SSLException;

/// The story of an accepted stream: what its listener puts before the proxy's protocols, then who
/// speaks the protocol inside.
///
///     accept ─▶ PROXY header ─▶ TLS ─▶ ConnectionHandler, or Http2Handler with one of them for
///                                      each stream
final class Reception {
  private final Supplier<Duty> present;
  private final SocketConnection accepted;
  private final LiveConnection live;

  /// @param present what its listener does at the moment
  Reception(Supplier<Duty> present, SocketConnection accepted, LiveConnection live) {
    this.present = present;
    this.accepted = accepted;
    this.live = live;
  }

  /// Serves the client to the end; the caller closes its stream.
  ///
  /// @throws IOException if the client is gone or too slow, or the thread was interrupted
  void run() throws IOException {
    // For all that comes before the first request is served.
    accepted.deadline(Deadline.after(present.get().services().timeouts().handshake()));
    try {
      enter();
    } catch (MalformedException e) {
      ConnectionLog.refused(live, new Refusal(Reason.MALFORMED, e.getMessage()));
      LingeringClose.await(accepted);
    }
  }

  private void enter() throws IOException, MalformedException {
    Entrance entrance = present.get().entrance();
    switch (entrance.front()) {
      case CLIENTS -> {}
      case BALANCER -> learnClient();
    }
    if (entrance.tls().isEmpty()) {
      serve(accepted, present);
      return;
    }
    try (TlsConnection client = secure(entrance.tls().get())) {
      Supplier<Duty> duty = client.peer().map(this::provenAs).orElse(present);
      if (client.applicationProtocol().equals(Http2Connection.ALPN)) {
        new Http2Handler(duty, live).run(client);
      } else {
        serve(client, duty);
      }
    }
  }

  private void learnClient() throws IOException, MalformedException {
    if (ProxyHeader.read(accepted.reader()) instanceof ProxyHeader.Relayed(var client, var _)) {
      accepted.standsFor(client);
      present.get().services().connections().identify(live, client);
    }
  }

  private TlsConnection secure(TlsServer tls) throws IOException, MalformedException {
    try {
      return tls.accept(accepted);
    } catch (SSLException e) {
      throw new MalformedException("no TLS with this client: " + TlsFailures.clause(e));
    }
  }

  private Supplier<Duty> provenAs(String user) {
    return () -> present.get().provenAs(user);
  }

  private void serve(Connection client, Supplier<Duty> duty) throws IOException {
    new ConnectionHandler(duty, client, live).run();
  }
}
