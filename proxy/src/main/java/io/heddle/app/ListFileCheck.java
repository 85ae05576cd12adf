package io.heddle.app;

import io.heddle.config.BadValueException;
import io.heddle.config.ListConfig;
import io.heddle.hostlist.file.HostListFile;
import java.io.IOException;

/// Check of the files that a configuration names for lists: they are there and can be read. It takes the
/// same time for every list, as commands that route nothing need no list.
public final class ListFileCheck {
  private ListFileCheck() {}

  /// Opens the file of a list.
  ///
  /// @throws BadValueException if it cannot be used
  public static void check(ListConfig list) {
    try {
      HostListFile.check(list.file());
    } catch (IOException e) {
      throw mistake(e);
    }
  }

  /// The mistake in the configuration of a list that is the failure of its file.
  static BadValueException mistake(IOException failure) {
    return new BadValueException("file", failure.getMessage());
  }
}
