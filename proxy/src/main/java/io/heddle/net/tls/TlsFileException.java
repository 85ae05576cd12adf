package io.heddle.net.tls;

import java.io.IOException;
import java.nio.file.Path;

/// Failure to use a file of certificates or keys.
public final class TlsFileException extends IOException {
  private static final long serialVersionUID = 1L;

  private final transient Path file;

  /// @param why what is wrong with it, which the message says after its name
  TlsFileException(Path file, String why) {
    super(file + ": " + why);
    this.file = file;
  }

  /// As above, with the cause.
  TlsFileException(Path file, String why, Exception cause) {
    super(file + ": " + why, cause);
    this.file = file;
  }

  /// The file as it was named.
  public Path file() {
    return file;
  }
}
