package io.heddle.server;

import io.heddle.http2.ConnectionThreads;
import io.heddle.http2.Http2Connection;
import io.heddle.http2.Http2Limits;
import io.heddle.http2.Http2Stream;
import io.heddle.http2.message.Http1OverHttp2Connection;
import io.heddle.net.Connection;
import io.heddle.server.connection.LiveConnection;
import io.heddle.time.Deadline;
import java.time.Duration;
import java.util.function.Supplier;

/// Handling of a client's HTTP/2 connection. Each of its streams is handled like a connection: with
/// a thread, a number, an entry in the registry and lines in the log of its own.
///
/// @param listener asked for its current context at each stream, since a connection may outlive a
///     configuration
record Http2Handler(Supplier<ListenerContext> listener, LiveConnection connection) {
  /// Streams that a client may have open on one connection.
  private static final int MOST_STREAMS = 256;

  /// Serves the connection to its end.
  ///
  /// @param transport closed then
  void run(Connection transport) {
    ListenerContext context = listener.get();
    Duration idle = context.timeouts().relay().idle();
    Http2Limits limits =
        new Http2Limits(
            MOST_STREAMS,
            context.inbound().headLimit(),
            context.timeouts().handshake(),
            idle,
            idle,
            context.runtime().streamMemory());
    Http2Connection http2 = Http2Connection.server(transport, limits);
    connection.onClosing(http2::goAway);
    new ConnectionThreads(http2, this::serve).run();
  }

  private void serve(Http2Stream stream) {
    ListenerContext context = listener.get();
    try (Connection client = Http1OverHttp2Connection.server(stream)) {
      client.deadline(Deadline.after(context.timeouts().handshake()));
      context
          .runtime()
          .connections()
          .run(
              stream.remote(),
              connection.listener(),
              own -> new ConnectionHandler(listener, client, own).run());
    }
  }
}
