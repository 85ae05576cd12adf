package io.heddle.app;

import io.heddle.concurrent.Supervisor;
import io.heddle.net.FileChange;
import java.time.Duration;

/// Watch of the configuration file, which reports a change when the file has stayed unchanged for
/// one period.
public final class ConfigWatch {
  private static final Duration PERIOD = Duration.ofSeconds(1);

  private final String file;
  private final FileChange change;

  /// Remembers the file as it is now. Create the watch before the file is read, or a change between
  /// the two goes unnoticed.
  public ConfigWatch(String file) {
    this.file = file;
    change = new FileChange(file);
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
      if (change.isNew() && change.last().isPresent()) {
        onChange.run();
      }
    }
  }
}
