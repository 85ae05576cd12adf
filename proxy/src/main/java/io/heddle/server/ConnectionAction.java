package io.heddle.server;

import io.heddle.net.Connection;
import io.heddle.request.ConnectionDisposition;

/// Next step on a client connection, after a request has been served as far as a loop over requests
/// can do it.
sealed interface ConnectionAction {
  /// The client may send another request.
  record AwaitRequest() implements ConnectionAction {}

  /// The tunnel is open. The connection ends with it.
  ///
  /// @param server closed by [TunnelHandler#relay], which the caller must call
  record RelayTunnel(TunnelHandler handler, Connection server) implements ConnectionAction {}

  /// The connection is closed once the client has stopped sending, which it may still do.
  record LingerThenClose() implements ConnectionAction {}

  /// The connection is closed.
  record CloseConnection() implements ConnectionAction {}

  /// The step that follows a request without a tunnel.
  static ConnectionAction after(ConnectionDisposition disposition) {
    return switch (disposition) {
      case NEXT_REQUEST -> new AwaitRequest();
      case LINGERING_CLOSE -> new LingerThenClose();
      case CLOSE -> new CloseConnection();
    };
  }
}
