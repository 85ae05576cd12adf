package io.heddle.admin;

import java.time.Duration;

/// Body of a response that goes on until its client leaves. Used by one thread at a time.
///
/// The server asks for the next part at intervals and writes it before it asks again. So a client
/// that reads slowly has one part waiting and no more, and one that does not read is dropped.
public interface ResponseStream {
  /// The pause before the next part.
  Duration period();

  /// The next part; empty if there is nothing to say. May block and compute.
  String next();

  /// Frees what the stream holds. Called once.
  void close();
}
