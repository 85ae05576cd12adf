package io.heddle.jdk;

import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;
import jdk.internal.misc.Unsafe;

/// Factory of virtual threads that an executor of the caller runs, instead of the JDK's fork-join
/// pool.
///
/// The JDK's builder of virtual threads keeps the executor in a private field, which this class sets
/// by [Unsafe]: in JDK 25 there is no other way in from outside java.lang. Rejected: `--add-opens
/// java.base/java.lang`, to call the constructor that the JDK's own tests call; it would open all of
/// that package to all of this program.
public final class CarrierThreadFactory {
  private static final Optional<Long> SCHEDULER = field();

  /// Whether this JDK has that field.
  public static final boolean AVAILABLE = SCHEDULER.isPresent();

  private CarrierThreadFactory() {}

  private static Optional<Long> field() {
    try {
      var field = Thread.ofVirtual().getClass().getDeclaredField("scheduler");
      return field.getType() == Executor.class
          ? Optional.of(Unsafe.getUnsafe().objectFieldOffset(field))
          : Optional.empty();
    } catch (NoSuchFieldException | LinkageError e) {
      return Optional.empty();
    }
  }

  /// Makes threads that `carrier` runs. Each task that the executor gets is a thread's part from one
  /// wait to the next.
  public static ThreadFactory on(Executor carrier) {
    Thread.Builder.OfVirtual builder = Thread.ofVirtual();
    Unsafe.getUnsafe().putReference(builder, SCHEDULER.orElseThrow(), carrier);
    return builder.factory();
  }
}
