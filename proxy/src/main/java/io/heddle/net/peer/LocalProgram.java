package io.heddle.net.peer;

import java.util.List;

/// Program that has a socket open.
///
/// @param name of its process, as in `ps`
/// @param pid number of the process
/// @param names all by which it is known: those of the process and of its file, and those of the
///     processes of its process group that started it, so that `git` stands for `git-remote-https`
public record LocalProgram(String name, long pid, List<String> names) {
  /// Program that has been sought and not found.
  public static final LocalProgram UNKNOWN = new LocalProgram("", 0, List.of());

  public LocalProgram {
    names = List.copyOf(names);
  }
}
