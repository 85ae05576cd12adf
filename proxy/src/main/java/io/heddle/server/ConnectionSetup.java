package io.heddle.server;

import io.heddle.http2.Http2Connection;
import io.heddle.inbound.TransportSettings;
import io.heddle.net.LingeringClose;
import io.heddle.net.SocketConnection;
import io.heddle.net.tls.TlsConnection;
import io.heddle.net.tls.TlsFailures;
import io.heddle.net.tls.TlsServer;
import io.heddle.proxyprotocol.ProxyHeader;
import io.heddle.request.Refusal;
import io.heddle.request.Refusal.Reason;
import io.heddle.time.Deadline;
import io.heddle.wire.MalformedException;
import java.io.IOException;
import java.util.function.Supplier;
import javax.net.ssl.SSLException;

/// The story of an accepted stream: what its listener puts before the proxy's protocols, then who
/// speaks the protocol inside.
///
///     accept ─▶ PROXY header ─▶ TLS ─▶ ConnectionHandler, or Http2Handler with one of them for
///                                      each stream
///
/// @param present what its listener does at the moment
/// @param accepted closed by the caller
record ConnectionSetup(Supplier<ListenerContext> present, SocketConnection accepted)
    implements LiveConnections.Story {
  @Override
  public void run(LiveConnection live) throws IOException {
    // For all that comes before the first request is served.
    accepted.deadline(Deadline.after(present.get().services().timeouts().handshake()));
    try {
      enter(live);
    } catch (MalformedException e) {
      ConnectionLog.refused(live, new Refusal(Reason.MALFORMED, e.getMessage()));
      LingeringClose.await(accepted);
    }
  }

  private void enter(LiveConnection live) throws IOException, MalformedException {
    TransportSettings entrance = present.get().entrance();
    switch (entrance.proxyProtocol()) {
      case OFF -> {}
      case REQUIRED -> learnClient(live);
    }
    if (entrance.tls().isEmpty()) {
      new ConnectionHandler(present, accepted, live).run();
      return;
    }
    try (TlsConnection client = secure(entrance.tls().get())) {
      Supplier<ListenerContext> duty = client.peerSubject().map(this::provenAs).orElse(present);
      if (client.applicationProtocol().equals(Http2Connection.ALPN)) {
        new Http2Handler(duty, live).run(client);
      } else {
        new ConnectionHandler(duty, client, live).run();
      }
    }
  }

  private void learnClient(LiveConnection live) throws IOException, MalformedException {
    if (ProxyHeader.read(accepted.reader()) instanceof ProxyHeader.Proxied(var client, var _)) {
      accepted.setRemoteOverride(client);
      present.get().services().connections().identify(live, client);
    }
  }

  private TlsConnection secure(TlsServer tls) throws IOException, MalformedException {
    try {
      return tls.accept(accepted);
    } catch (SSLException e) {
      throw new MalformedException("no TLS with this client: " + TlsFailures.describe(e));
    }
  }

  private Supplier<ListenerContext> provenAs(String user) {
    return () -> present.get().provenAs(user);
  }
}
