package io.heddle.net;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/// Detector of changes of one file, which is asked again and again, one period after the other. A change
/// is reported when the file has stayed unchanged for one period: an editor may write a file in two
/// steps. Not thread-safe.
///
/// The file notifications of the system were rejected: they need a thread and a watch on every
/// folder that a symbolic link leads through, and they do not come from network file systems.
public final class FileChange {
  private final String file;
  private Optional<FileStamp> reported;
  private Optional<FileStamp> previous;

  /// Remembers the file as it is now. Create it before the file is read, or a change between the two
  /// goes unnoticed.
  public FileChange(String file) {
    this.file = file;
    reported = stamp();
    previous = reported;
  }

  /// Whether the file has changed since the last report. A file that is gone has changed, too.
  public boolean isNew() {
    Optional<FileStamp> current = stamp();
    boolean isNew = current.equals(previous) && !current.equals(reported);
    previous = current;
    reported = isNew ? current : reported;
    return isNew;
  }

  /// The stamp of the file when it was asked for last; empty if there was no file, for example while it
  /// was being replaced.
  public Optional<FileStamp> last() {
    return previous;
  }

  private Optional<FileStamp> stamp() {
    try {
      return FileStamp.of(Path.of(file));
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }
}
