package io.heddle.server;

/// The attempts to open a connection by one outbound.
///
/// @param opened how long those took that succeeded
/// @param failed how long the others took
public record Dials(Durations opened, Durations failed) {
  Dials() {
    this(new Durations(), new Durations());
  }
}
