package io.heddle.server.connection;

/// State of a request.
///
///     Pending ─▶ Received ─▶ Routed ─▶ Connecting ─▶ Relaying, Forwarding
///        └──────────┴───────────┴───────────┴──────────────┴──────────────▶ Ended
///
/// An association goes from `Received` to `Relaying`, since each of its datagrams has a route. A
/// forwarded request that finds an idle connection goes from `Routed` to `Forwarding`; one that is
/// sent again goes from `Forwarding` back to `Connecting`.
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

  /// The tunnel or the association is open.
  record Relaying() implements RequestState {
    static final Relaying INSTANCE = new Relaying();
  }

  /// The HTTP request is being sent, or its response passed on.
  record Forwarding() implements RequestState {
    static final Forwarding INSTANCE = new Forwarding();
  }

  /// Nothing follows.
  ///
  /// @param nanos time of the end, on the clock of [System#nanoTime]
  record Ended(RequestResult result, long nanos) implements RequestState {}
}
