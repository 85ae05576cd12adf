package io.heddle.route;

import java.io.IOException;
import java.util.Collection;
import java.util.List;

/// Names of the program of a client, for rules that test them. Asked only if such a rule might decide.
@FunctionalInterface
public interface ProgramNames {
  /// Names of a program that is not known.
  ProgramNames UNKNOWN = List::of;

  /// The names of the program, and of those that started it in the same process group. Empty if it is
  /// not known, or not found in time.
  ///
  /// @throws IOException if the thread was interrupted
  Collection<String> names() throws IOException;
}
