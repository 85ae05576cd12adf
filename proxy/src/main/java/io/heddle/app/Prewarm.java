package io.heddle.app;

import java.math.BigDecimal;

/// Has another thread do what the start would wait for a little later. It changes nothing but the
/// time: whatever is not done yet is done, or waited for, where it is needed.
public final class Prewarm {
  private Prewarm() {}

  /// What reading a configuration needs: the parser's library has constants that are decimal
  /// numbers, and the JDK calculates tables before the first of those.
  public static void ofConfiguration() {
    Thread.ofPlatform().name("ahead").daemon().start(() -> BigDecimal.ONE.signum());
  }
}
