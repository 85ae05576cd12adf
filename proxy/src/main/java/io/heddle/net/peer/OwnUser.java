package io.heddle.net.peer;

import io.heddle.jdk.BlockingCheck;
import io.heddle.jdk.Platform;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;

/// User of this process. Asked for when it is first needed: systems that are not Linux need it never.
final class OwnUser {
  static final int NUMBER = read();

  private OwnUser() {}

  /// The owner of this process's folder: the user by whose rights it acts.
  private static int read() {
    assert BlockingCheck.isAllowed();
    try {
      return (int) Files.getAttribute(Platform.proc().resolve("self"), "unix:uid");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
