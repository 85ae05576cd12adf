package io.heddle.forward;

import io.heddle.net.Connection;
import io.heddle.request.ConnectionDisposition;

/// Result of a forwarded request that has had a response.
public sealed interface ForwardResult {

  /// The whole response has been passed on.
  ///
  /// @param next use of the client's connection afterwards
  record Completed(int status, ConnectionDisposition next) implements ForwardResult {}

  /// A response that had begun ended too early, and the client can see that.
  ///
  /// @param why in one clause
  record Truncated(int status, String why, ConnectionDisposition next) implements ForwardResult {}

  /// A response 101 has been passed on. Both connections carry another protocol from now on.
  ///
  /// @param server the caller closes it
  record Switched(Connection server) implements ForwardResult {}
}
