package io.heddle.server;

import io.heddle.http2.ConnectionThreads;
import io.heddle.http2.Http2Connection;
import io.heddle.http2.Http2Limits;
import io.heddle.http2.Http2Stream;
import io.heddle.http2.message.Http1OverHttp2Connection;
import io.heddle.net.Connection;
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
    Services services = present.get().services();
    Duration idle = services.relayLimits().idle();
    Http2Limits limits =
        new Http2Limits(
            MOST_STREAMS,
            present.get().inbound().headLimit(),
            services.timeouts().handshake(),
            idle,
            idle);
    Http2Connection connection = Http2Connection.server(transport, limits);
    live.onRetirement(connection::goAway);
    new ConnectionThreads(connection, this::serve).run();
  }

  private void serve(Http2Stream stream) {
    Services services = present.get().services();
    try (Connection client = Http1OverHttp2Connection.server(stream)) {
      client.deadline(Deadline.after(services.timeouts().handshake()));
      services
          .connections()
          .run(
              stream.remote(),
              live.listener(),
              own -> new ConnectionHandler(present, client, own).run());
    }
  }
}
