package io.heddle.hostlist.file;

import io.heddle.net.FileStamp;
import java.time.Duration;
import java.util.Optional;

/// Watch for a file that is replaced by another one again and again, so that it is never unchanged for a
/// period. Not thread-safe.
///
/// Only the key of the file counts: one that is written in place for long is not complete.
final class ReplacementWatch {
  private static final long PATIENCE_NANOS = Duration.ofSeconds(3).toNanos();

  private Optional<FileStamp> last;
  private Optional<Long> changesSince = Optional.empty();

  /// @param first stamp of the file when it was read
  ReplacementWatch(Optional<FileStamp> first) {
    last = first;
  }

  /// Whether the file is another one than before, and has not been the same at two calls for three seconds.
  ///
  /// @param stamp of the file now
  /// @param now of the monotonic clock, in nanoseconds
  boolean isDue(Optional<FileStamp> stamp, long now) {
    boolean isOther = isOther(last, stamp);
    if (stamp.equals(last)) {
      changesSince = Optional.empty();
    } else if (changesSince.isEmpty()) {
      changesSince = Optional.of(now);
    }
    last = stamp;
    boolean isDue =
        isOther && changesSince.filter(since -> now - since >= PATIENCE_NANOS).isPresent();
    if (isDue) {
      changesSince = Optional.of(now);
    }
    return isDue;
  }

  /// Whether two stamps are those of two files.
  static boolean isOther(Optional<FileStamp> before, Optional<FileStamp> after) {
    return before.isPresent()
        && after.isPresent()
        && !before.flatMap(FileStamp::key).equals(after.flatMap(FileStamp::key));
  }
}
