package io.heddle.server.connection;

import io.heddle.request.Refusal;
import io.heddle.route.Router.Route;

/// Listener to the requests of all connections. Lives as long as the process.
///
/// Each method is called in the thread of a connection, which waits for it: it must not block, and
/// must expect calls from many threads at once.
public interface RequestListener {
  /// The request has ended. Called once for each request.
  void ended(LiveRequest request, RequestResult result);

  /// An association cannot send some of its datagrams, and goes on with the others.
  ///
  /// @param route of those datagrams
  default void datagramsRefused(LiveRequest request, Route route, Refusal refusal) {}

  /// The client has left before the first request of its connection was received. Such a request
  /// does not end.
  default void neverReceived(LiveRequest request) {}
}
