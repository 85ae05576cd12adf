package io.heddle.lab.proxy;

/// Point in time at which a proxy's program becomes machine code.
public enum Compilation {
  /// Before it is installed: it is fast from the start.
  AHEAD_OF_TIME,
  /// While it runs, the busiest parts first.
  JUST_IN_TIME
}
