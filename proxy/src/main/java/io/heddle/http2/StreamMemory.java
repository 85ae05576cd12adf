package io.heddle.http2;

import io.heddle.net.MemoryBudget;
import java.util.function.BooleanSupplier;

/// Memory that all HTTP/2 connections take: for their streams and the payload that they have received
/// and nobody has read yet. It is a part of the budget of all connections.
///
/// A client may open many streams on one connection, and the window of each allows much payload. So
/// neither the number of connections nor that of streams bounds the memory. When it is used up,
///
///     a new stream                  is refused by REFUSED_STREAM: the client may try again
///     payload that nobody reads     ends its stream by ENHANCE_YOUR_CALM
///
/// A stream whose payload is read keeps little here, so it can go on while others have taken all that
/// they may have. Safe for use by any thread.
public final class StreamMemory {
  /// Bytes of one stream of a client, besides the payload that it receives and what a connection
  /// without HTTP/2 takes. Measured, with a client that does not read: 25 KB with the latter.
  static final int STREAM = 12 * 1024;

  /// Bytes that a busy connection has besides its streams: the buffer of its reader, queued frames,
  /// and the dynamic table.
  static final int CONNECTION = 96 * 1024;

  /// Unread payload of a stream that is read in time.
  static final int LITTLE = 32 * 1024;

  private final MemoryBudget budget;
  private final BooleanSupplier heapFull;

  /// @param budget of all connections
  /// @param heapFull whether the process has no memory left for anything new
  public StreamMemory(MemoryBudget budget, BooleanSupplier heapFull) {
    this.budget = budget;
    this.heapFull = heapFull;
  }

  /// Bytes in use.
  public long used() {
    return budget.used();
  }

  /// Takes memory for a new stream of a client.
  ///
  /// @return whether there was enough
  boolean takeStream(int bytes) {
    return !heapFull.getAsBoolean() && budget.take(bytes);
  }

  /// Takes memory for received payload.
  ///
  /// @param unread bytes that its stream has already
  /// @return whether there was enough
  boolean takePayload(int bytes, int unread) {
    boolean allowed = unread + bytes <= LITTLE || !isScarce();
    return allowed && budget.take(bytes);
  }

  /// Whether streams should hold as little as they can.
  boolean isScarce() {
    return budget.used() > budget.limit() / 4 * 3;
  }

  /// Gives back what was taken.
  void give(int bytes) {
    budget.give(bytes);
  }
}
