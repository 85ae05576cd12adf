package io.heddle.app;

import io.heddle.config.BadValueException;
import io.heddle.config.Config;
import io.heddle.config.ListConfig;
import io.heddle.hostlist.file.HostListFile;
import java.io.IOException;

/// Check of the files that a configuration names for lists: they are there and can be read. It takes the
/// same time for every list, as commands that route nothing need no list.
public final class ListFileCheck {
  private ListFileCheck() {}

  /// Opens the files of all lists of a configuration.
  ///
  /// @throws BadValueException if one cannot be used; it names the key
  public static void check(Config config) {
    for (ListConfig list : config.lists()) {
      try {
        HostListFile.check(list.file());
      } catch (IOException e) {
        throw mistake(list, e);
      }
    }
  }

  /// The mistake in a configuration that is the failure of a file.
  static BadValueException mistake(ListConfig list, IOException failure) {
    return new BadValueException("lists." + list.name() + ".file", failure.getMessage());
  }
}
