package io.heddle.server;

import io.heddle.http2.ConnectionTasks;
import io.heddle.http2.Http2Connection;
import io.heddle.http2.Http2Limits;
import io.heddle.http2.Http2Stream;
import io.heddle.http2.message.MessageConnection;
import io.heddle.net.Connection;
import io.heddle.server.connection.LiveConnection;
import io.heddle.time.Deadline;
import java.time.Duration;
import java.util.function.Supplier;

/// The story of a client's HTTP/2 connection: each of its streams is the story of a connection,
/// with a thread, a number, a place among the live ones and lines in the log of its own.
///
/// @param present asked for each stream, since a connection may outlive a configuration
record Http2Handler(Supplier<ListenerContext> present, LiveConnection live) {
  /// That one client may have open on one connection.
  private static final int MOST_STREAMS = 256;

  /// Serves the connection to its end.
  ///
  /// @param transport closed then
  void run(Connection transport) {
    ListenerContext context = present.get();
    Duration idle = context.timeouts().relay().idle();
    Http2Limits limits =
        new Http2Limits(
            MOST_STREAMS,
            present.get().inbound().headLimit(),
            context.timeouts().handshake(),
            idle,
            idle);
    Http2Connection connection = Http2Connection.server(transport, limits);
    live.onClosing(connection::retire);
    new ConnectionTasks(connection, this::serve).run();
  }

  private void serve(Http2Stream stream) {
    ListenerContext context = present.get();
    try (Connection client = MessageConnection.server(stream)) {
      client.deadline(Deadline.after(context.timeouts().handshake()));
      context
          .runtime()
          .connections()
          .run(
              stream.remote(),
              live.listener(),
              own -> new ConnectionHandler(present, client, own).run());
    }
  }
}
