package io.heddle.app;

import io.heddle.concurrent.Supervisor;
import io.heddle.net.FileStamp;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// Watch of the configuration file, which reports a change when the file has stayed unchanged for
/// one period: an editor may write a file in two steps.
///
/// The file notifications of the system were rejected: they need a thread and a watch on every
/// folder that a symbolic link leads through, and they do not come from network file systems.
public final class ConfigWatch {
  private static final Duration PERIOD = Duration.ofSeconds(1);

  private final String file;
  private Optional<FileStamp> reported;
  private Optional<FileStamp> previous;

  /// Remembers the file as it is now. Create the watch before the file is read, or a change between
  /// the two goes unnoticed.
  public ConfigWatch(String file) {
    this.file = file;
    reported = stamp();
    previous = reported;
  }

  /// Watches in the background as long as the program runs.
  ///
  /// The thread is a platform thread: the file may be on a network file system that hangs, and the
  /// JDK would keep three threads awake for a virtual thread that sleeps like this one.
  public void start(Runnable onChange) {
    Thread.ofPlatform()
        .name("config-watch")
        .daemon()
        .start(() -> Supervisor.runInterruptibly("the watch of " + file, () -> run(onChange)));
  }

  private void run(Runnable onChange) throws InterruptedException {
    while (true) {
      Thread.sleep(PERIOD);
      Optional<FileStamp> current = stamp();
      if (current.isPresent() && current.equals(previous) && !current.equals(reported)) {
        reported = current;
        onChange.run();
      }
      previous = current;
    }
  }

  /// The stamp of the file; empty if there is no file, for example while it is being replaced.
  private Optional<FileStamp> stamp() {
    try {
      return FileStamp.of(Path.of(file));
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }
}
