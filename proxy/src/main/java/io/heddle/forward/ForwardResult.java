package io.heddle.forward;

import io.heddle.net.Connection;
import io.heddle.request.ConnectionDisposition;

/// What became of a request that was forwarded and answered.
public sealed interface ForwardResult {

  /// The whole response has been passed on.
  record Answered(int status, ConnectionDisposition next) implements ForwardResult {}

  /// A response that had begun ended too early, for the client as well.
  ///
  /// @param why in one clause
  record CutShort(int status, String why, ConnectionDisposition next) implements ForwardResult {}

  /// 101 has been passed on: from now on both connections carry another protocol.
  ///
  /// @param server which the caller closes
  record Switched(Connection server) implements ForwardResult {}
}
