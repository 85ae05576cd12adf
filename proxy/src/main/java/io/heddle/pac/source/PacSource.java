package io.heddle.pac.source;

import io.heddle.pac.PacException;
import io.heddle.time.Deadline;
import java.io.IOException;
import java.time.Duration;

/// Source of a script. Its text is where the script is, for messages.
public interface PacSource {
  /// Reads the script. Blocks the thread, which may be a virtual one.
  ///
  /// @throws PacException if it cannot be had, with why in one clause
  /// @throws IOException if the thread was interrupted
  String read(Deadline deadline) throws PacException, IOException;

  /// Whether reading takes milliseconds.
  boolean isLocal();

  /// Whether the script may have changed since it was read last.
  ///
  /// @param age time since then, or since it was asked for in vain
  /// @throws IOException if the thread was interrupted
  boolean mayHaveChanged(Duration age) throws IOException;
}
