package io.heddle.forward;

import io.heddle.request.ProxyRequest.StreamRequest;
import io.heddle.request.RefusedException;
import io.heddle.upstream.UpstreamConnection;
import java.io.IOException;
import java.time.Duration;

/// Source of the upstream connection for one request.
public interface UpstreamProvider {
  /// Name of the outbound. Connections of different outbounds are not exchanged.
  String name();

  /// Opens a connection, which the caller closes, and notes that it serves the request.
  ///
  /// @throws IOException if the client is gone, or the thread was interrupted
  UpstreamConnection connect(StreamRequest request) throws RefusedException, IOException;

  /// Whether a connection from the pool may serve the request.
  boolean mayReuse(StreamRequest request, UpstreamConnection pooled);

  /// Notes that a request on an open connection was refused. The connection may have shown by that
  /// that its outbound does not work.
  void noteRefusal(UpstreamConnection upstream, RefusedException refusal, Duration time);

  /// Notes that a connection from the pool serves the request.
  void reuse(UpstreamConnection pooled);
}
