package io.heddle.support;

/// Resources in use by a proxy process, as counted by the operating system.
///
/// @param descriptors number of open descriptors of files, sockets and pipes
/// @param threads number of threads of the JVM, its compiler threads included
public record ProcessFootprint(int descriptors, int threads) {
  /// Tolerance for compiler threads, which the JVM starts and ends on demand.
  private static final int COMPILERS = 2;

  /// Resources in use now.
  public static ProcessFootprint of(HeddleImage heddle) {
    return new ProcessFootprint(heddle.descriptors(), heddle.threads());
  }

  /// Waits until `heddle` uses no more than this again.
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
