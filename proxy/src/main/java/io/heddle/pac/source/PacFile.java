package io.heddle.pac.source;

import io.heddle.jdk.BlockingCheck;
import io.heddle.net.FileFailures;
import io.heddle.net.FileStamp;
import io.heddle.pac.PacException;
import io.heddle.pac.PacScript;
import io.heddle.time.Deadline;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// Script in a file. Whether it has changed is looked at once a second at most.
public final class PacFile implements PacSource {
  private static final Duration PERIOD = Duration.ofSeconds(1);
  private static final Duration LIMIT = Duration.ofSeconds(2);

  private final Path file;
  private volatile Optional<FileStamp> read = Optional.empty();

  public PacFile(Path file) {
    this.file = file;
  }

  @Override
  public String read(Deadline deadline) throws PacException, IOException {
    return PacThreads.call(LIMIT, this::readNow);
  }

  private String readNow() throws PacException {
    assert BlockingCheck.isAllowed();
    read = FileStamp.of(file);
    try (InputStream in = Files.newInputStream(file)) {
      return PacText.decode(ByteBuffer.wrap(in.readNBytes(PacScript.MAX_BYTES + 1)));
    } catch (IOException e) {
      throw new PacException(FileFailures.reason(file, e));
    }
  }

  @Override
  public boolean mayHaveChanged(Duration age) throws IOException {
    try {
      return age.compareTo(PERIOD) >= 0
          && PacThreads.call(LIMIT, () -> !FileStamp.of(file).equals(read));
    } catch (PacException e) {
      return false;
    }
  }

  @Override
  public boolean isLocal() {
    return true;
  }

  @Override
  public String toString() {
    return file.toString();
  }
}
