package io.heddle.app;

import java.math.BigDecimal;

/// Early start, in another thread, of work that the program would wait for a little later. It saves
/// time and changes nothing else: whatever is not done when it is needed is done, or waited for,
/// then.
public final class StartupWarmup {
  private StartupWarmup() {}

  /// Starts what reading a configuration needs. The parser's library has constants that are decimal
  /// numbers, and the JDK computes tables before it makes the first of those.
  public static void startForConfig() {
    Thread.ofPlatform().name("prewarm").daemon().start(() -> BigDecimal.ONE.signum());
  }
}
