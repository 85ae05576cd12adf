package io.heddle.jdk;

import java.util.Optional;

/// Check of calls that may block their thread: those that read files, look names or users up, or start
/// programs. A carrier that blocks stops all connections whose threads it runs, so such calls run in
/// other threads. Each method with such a call says
///
///     assert BlockingCheck.isAllowed();
///
/// A test knows the calls, and finds methods that do not say it. Tests run with assertions, so that a
/// blocking call on a carrier fails there. The program runs without them, and pays nothing.
public final class BlockingCheck {
  private static final CarrierLocal<Boolean> SHARED = new CarrierLocal<>();

  private BlockingCheck() {}

  /// Marks the calling platform thread as a carrier that connections share.
  ///
  /// @return true, so that this can be asserted, too
  public static boolean markCarrier() {
    SHARED.set(true);
    return true;
  }

  /// Whether the calling thread may block.
  public static boolean isAllowed() {
    return Optional.ofNullable(SHARED.get()).isEmpty();
  }
}
