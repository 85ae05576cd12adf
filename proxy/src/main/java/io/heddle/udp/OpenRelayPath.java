package io.heddle.udp;

import io.heddle.net.scheduler.ReadinessSet;
import io.heddle.upstream.AssociationChain;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Open [RelayPath] of one association, with its flow to the client and the control connections that
/// keep it open. Used by the thread of the association alone.
final class OpenRelayPath implements AutoCloseable {
  private final AssociationChain chain;
  private final RelayPath path;
  private final DatagramFlow download;
  private final List<ControlConnection> controls = new ArrayList<>(1);

  private OpenRelayPath(AssociationChain chain, RelayPath path, DatagramFlow download) {
    this.chain = chain;
    this.path = path;
    this.download = download;
  }

  /// A session, which the caller closes.
  ///
  /// @param chain owned by the session, as is `path`; both are closed if this fails
  /// @throws IOException if a connection or the port is closed
  static OpenRelayPath of(
      AssociationChain chain, RelayPath path, DownloadFlowFactory downloads, ReadinessSet readiness)
      throws IOException {
    OpenRelayPath session;
    try {
      session = new OpenRelayPath(chain, path, downloads.from(path, readiness));
    } catch (IOException e) {
      path.close();
      chain.close();
      throw e;
    }
    try {
      for (AssociationChain.Hop hop : chain.hops()) {
        session.controls.add(new ControlConnection(hop.control(), readiness));
      }
      return session;
    } catch (IOException e) {
      session.close();
      throw e;
    }
  }

  RelayPath path() {
    return path;
  }

  /// Relays what has come.
  ///
  /// @return whether the session goes on: not if another proxy has ended its part, or a port fails
  boolean run() {
    for (ControlConnection control : controls) {
      if (control.run() != ControlConnection.State.OPEN) {
        return false;
      }
    }
    try {
      download.run();
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /// Whether a control connection may have unread bytes left.
  boolean hasUnread() {
    return controls.stream().anyMatch(ControlConnection::hasUnread);
  }

  @Override
  public void close() {
    controls.forEach(ControlConnection::close);
    download.close();
    path.close();
    chain.close();
  }
}
