package io.heddle.app;

import io.heddle.net.FileStamp;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// Looks at a file now and then, and says when it has changed and stays so for a look: whoever
/// writes it may take two steps.
///
/// The system's own notices were rejected: they need a thread and a watch on every folder that a
/// link leads through, and do not come from shared folders of networks.
public final class ConfigWatch {
  private static final Duration PERIOD = Duration.ofSeconds(1);

  private final String file;
  private final Optional<FileStamp> first;

  /// Has a first look, which must come before the file is read: or a change between the two would
  /// not be seen.
  public ConfigWatch(String file) {
    this.file = file;
    this.first = look();
  }

  /// Watches in the background as long as the program runs. In a thread of its own, since a file may
  /// be on a network that stands still, and the JDK would keep three awake for a virtual one.
  public void start(Runnable onChange) {
    Thread.ofPlatform().name("config watch").daemon().start(() -> run(onChange));
  }

  private void run(Runnable onChange) {
    Optional<FileStamp> known = first;
    Optional<FileStamp> before = first;
    try {
      while (true) {
        Thread.sleep(PERIOD);
        Optional<FileStamp> now = look();
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
  private Optional<FileStamp> look() {
    try {
      return FileStamp.of(Path.of(file));
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }
}
