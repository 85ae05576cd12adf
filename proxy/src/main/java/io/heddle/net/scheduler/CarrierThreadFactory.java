package io.heddle.net.scheduler;

import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;
import jdk.internal.misc.Unsafe;

/// Virtual threads that run on an executor of ours.
///
/// The JDK's builder of virtual threads has the executor in a field, which only its own tests set
/// in this version. An `--add-opens java.base/java.lang`, to call what they call, was rejected: it
/// would open far more, to all of our code.
final class CarrierThreadFactory {
  private static final Optional<Long> SCHEDULER = field();

  /// Whether this JDK lets us say where threads run.
  static final boolean AVAILABLE = SCHEDULER.isPresent();

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

  /// Makes threads that `carrier` runs: a part of one, from wait to wait, at a time.
  static ThreadFactory by(Executor carrier) {
    Thread.Builder.OfVirtual builder = Thread.ofVirtual();
    Unsafe.getUnsafe().putReference(builder, SCHEDULER.orElseThrow(), carrier);
    return builder.factory();
  }
}
