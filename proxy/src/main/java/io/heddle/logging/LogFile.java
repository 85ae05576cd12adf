package io.heddle.logging;

import io.heddle.jdk.BlockingCheck;
import io.heddle.net.FileFailures;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.Set;

/// File to which the log is appended. Before each write it is opened anew if its name belongs to
/// another file, or to none, as after a rotation: so no signal is needed for that.
final class LogFile implements LogDestination {
  private static final int TYPE_MASK = 0170000;
  private static final int FIFO = 0010000;

  private final Path path;
  private FileChannel channel;
  private Optional<Object> key;

  private LogFile(Path path) throws IOException {
    this.path = path;
    channel = openChannel(path);
    key = key(path);
  }

  /// Opens the file, and makes it if there is none.
  ///
  /// @throws IOException if it cannot be written; the message names it
  static LogFile open(Path path) throws IOException {
    try {
      return new LogFile(path);
    } catch (FileSystemException e) {
      throw new IOException(
          path
              + ": "
              + (e instanceof NoSuchFileException
                  ? "no such folder"
                  : FileFailures.reason(path, e)),
          e);
    }
  }

  /// A FIFO is opened for reading, too. For writing alone, opening waits until another program reads,
  /// and once that program has ended, each write fails.
  private static FileChannel openChannel(Path path) throws IOException {
    assert BlockingCheck.isAllowed();
    return FileChannel.open(
        path,
        isFifo(path)
            ? Set.<OpenOption>of(StandardOpenOption.READ, StandardOpenOption.WRITE)
            : Set.of(StandardOpenOption.CREATE, StandardOpenOption.APPEND));
  }

  private static boolean isFifo(Path path) throws IOException {
    assert BlockingCheck.isAllowed();
    try {
      return Files.exists(path)
          && ((int) Files.getAttribute(path, "unix:mode") & TYPE_MASK) == FIFO;
    } catch (UnsupportedOperationException e) {
      return false;
    }
  }

  /// Identity of the file that has the name, which a rename does not change.
  private static Optional<Object> key(Path path) {
    assert BlockingCheck.isAllowed();
    try {
      return Optional.ofNullable(Files.readAttributes(path, BasicFileAttributes.class).fileKey());
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  @Override
  public void write(ByteBuffer lines) throws IOException {
    assert BlockingCheck.isAllowed();
    if (!key(path).equals(key)) {
      exchange();
    }
    channel.write(lines);
  }

  /// While the name cannot be opened, as in the middle of a rotation, lines go to the old file.
  private void exchange() throws IOException {
    FileChannel opened;
    try {
      opened = openChannel(path);
    } catch (IOException e) {
      return;
    }
    channel.close();
    channel = opened;
    key = key(path);
  }
}
