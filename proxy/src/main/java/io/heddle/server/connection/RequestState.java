package io.heddle.server.connection;

/// State of a request.
///
///     Pending ─▶ Received ─▶ Routed ─▶ Connecting ─▶ Connected ─▶ Relaying
///        └──────────┴───────────┴───────────┴────────────┴────────────┴───▶ Ended
///
/// An association goes from `Received` to `Relaying`, since each target of its datagrams has a route
/// of its own. An HTTP request that is forwarded on an idle connection goes from `Routed` to
/// `Connected`; one that is sent again goes back to `Connecting`.
public sealed interface RequestState {
  /// The client is connected, but its request is not complete.
  record Pending() implements RequestState {
    static final Pending INSTANCE = new Pending();
  }

  /// The request is complete.
  record Received() implements RequestState {
    static final Received INSTANCE = new Received();
  }

  /// The rules have chosen its outbound.
  record Routed() implements RequestState {
    static final Routed INSTANCE = new Routed();
  }

  /// A connection to its target is being opened.
  record Connecting() implements RequestState {
    static final Connecting INSTANCE = new Connecting();
  }

  /// The request has its upstream connection: the client of a tunnel gets its reply, or an HTTP
  /// request is forwarded.
  record Connected() implements RequestState {
    static final Connected INSTANCE = new Connected();
  }

  /// The tunnel or the association is open.
  record Relaying() implements RequestState {
    static final Relaying INSTANCE = new Relaying();
  }

  /// Nothing follows.
  ///
  /// @param nanos time of the end, on the clock of [System#nanoTime]
  record Ended(RequestResult result, long nanos) implements RequestState {}
}
