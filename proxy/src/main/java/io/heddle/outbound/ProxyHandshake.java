package io.heddle.outbound;

import io.heddle.net.Connection;
import io.heddle.request.RefusedException;
import io.heddle.wire.MalformedException;
import java.io.IOException;

/// Handshake with an upstream proxy, in the proxy's protocol: it ends when the proxy has granted one
/// request.
///
/// @param <T> the reply
@FunctionalInterface
interface ProxyHandshake<T> {
  /// Sends the request and reads the reply.
  ///
  /// @throws RefusedException if the proxy does not grant the request
  /// @throws MalformedException if the reply breaks the protocol
  T perform(Connection proxy) throws IOException, MalformedException, RefusedException;

  /// Connection to a proxy after a handshake.
  ///
  /// @param reply by which the proxy has granted the request
  record Granted<T>(Connection connection, T reply) {}
}
