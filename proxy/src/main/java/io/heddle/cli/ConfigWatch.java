package io.heddle.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Optional;

/// Looks at a file now and then, and says when it has changed and stays so for a look: whoever
/// writes it may take two steps.
///
/// The system's own notices were rejected: they need a thread and a watch on every folder that a
/// link leads through, and do not come from shared folders of networks.
final class ConfigWatch {
  /// What tells one state of a file from another.
  private record State(FileTime modified, long size, Optional<Object> key) {}

  private static final Duration PERIOD = Duration.ofSeconds(1);

  private final String file;
  private final Optional<State> first;

  /// Has a first look, which must come before the file is read: or a change between the two would
  /// not be seen.
  ConfigWatch(String file) {
    this.file = file;
    this.first = look();
  }

  /// Watches in the background as long as the program runs.
  void start(Runnable onChange) {
    Thread.ofVirtual().name("config watch").start(() -> run(onChange));
  }

  private void run(Runnable onChange) {
    Optional<State> known = first;
    Optional<State> before = first;
    try {
      while (true) {
        Thread.sleep(PERIOD);
        Optional<State> now = look();
        if (now.isPresent() && now.equals(before) && !now.equals(known)) {
          known = now;
          onChange.run();
        }
        before = now;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Nothing if the file is not there, as while it is being replaced.
  private Optional<State> look() {
    try {
      var attributes = Files.readAttributes(Path.of(file), BasicFileAttributes.class);
      return Optional.of(
          new State(
              attributes.lastModifiedTime(),
              attributes.size(),
              Optional.ofNullable(attributes.fileKey())));
    } catch (IOException | InvalidPathException e) {
      return Optional.empty();
    }
  }
}
