package io.heddle.support;

/// What a proxy process holds, as the operating system counts.
///
/// @param descriptors files, sockets and pipes
/// @param threads of the JVM, its compilers included
public record ProcessFootprint(int descriptors, int threads) {
  /// The JVM starts and ends compiler threads as it likes.
  private static final int COMPILERS = 2;

  /// What it holds now.
  public static ProcessFootprint of(HeddleImage heddle) {
    return new ProcessFootprint(heddle.descriptors(), heddle.threads());
  }

  /// Waits until `heddle` holds no more than this again.
  public void isBaseOf(HeddleImage heddle) {
    try {
      Await.until("it holds no more than " + this, () -> of(heddle).isWithin(this));
    } catch (AssertionError e) {
      throw new AssertionError(e.getMessage() + ", but " + of(heddle), e);
    }
  }

  private boolean isWithin(ProcessFootprint base) {
    return descriptors <= base.descriptors && threads <= base.threads + COMPILERS;
  }
}
