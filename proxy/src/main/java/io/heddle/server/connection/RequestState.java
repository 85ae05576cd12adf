package io.heddle.server.connection;

/// State of a request.
///
///     PENDING ─▶ RECEIVED ─▶ ROUTED ─▶ CONNECTING ─▶ CONNECTED ─▶ RELAYING
///        └──────────┴──────────┴───────────┴────────────┴────────────┴───▶ Ended
///
/// An association goes from `RECEIVED` to `RELAYING`, since each target of its datagrams has a route
/// of its own. An HTTP request that is forwarded on an idle connection goes from `ROUTED` to
/// `CONNECTED`; one that is sent again goes back to `CONNECTING`.
public sealed interface RequestState {
  /// Nothing follows.
  ///
  /// @param nanos time of the end, on the clock of [System#nanoTime]
  record Ended(RequestResult result, long nanos) implements RequestState {}

  /// State of a request that has not ended.
  enum OpenState implements RequestState {
    /// The client is connected, but its request is not complete.
    PENDING,
    /// The request is complete.
    RECEIVED,
    /// The rules have chosen its outbound.
    ROUTED,
    /// A connection to its target is being opened.
    CONNECTING,
    /// The request has its upstream connection: the client of a tunnel gets its reply, or an HTTP
    /// request is forwarded.
    CONNECTED,
    /// The tunnel or the association is open.
    RELAYING
  }
}
