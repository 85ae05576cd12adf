package io.heddle.support;

import java.nio.file.Path;
import java.util.Random;
import java.util.stream.Collectors;

/// Bare git repository with a short history, to be served and cloned.
///
/// @param projects folder that contains the repository as [#NAME]
/// @param head commit at the head of a complete clone
record GitRepository(Path projects, String head) {
  static final String NAME = "weaving.git";

  /// Program git without the settings of this machine and user.
  static Program git(Path home) {
    return Program.installed("git")
        .environment("GIT_CONFIG_NOSYSTEM", 1)
        .environment("HOME", home)
        .environment("GIT_TERMINAL_PROMPT", 0)
        .with("-c", "user.name=Weaver", "-c", "user.email=weaver@example.org");
  }

  static GitRepository make(Path folder) {
    Path projects = TestFiles.folder(folder.resolve("projects"));
    Path work = TestFiles.folder(folder.resolve("work"));
    git(work).with("init", "--quiet", work).run().succeeds();
    for (int commit = 1; commit <= 3; commit++) {
      TestFiles.write(work.resolve("thread-" + commit), randomText(300_000));
      git(work).in(work).with("add", ".").run().succeeds();
      git(work).in(work).with("commit", "--quiet", "-m", "Thread " + commit).run().succeeds();
    }
    git(work).with("clone", "--quiet", "--bare", work, projects.resolve(NAME)).run().succeeds();
    return new GitRepository(projects, headOf(work));
  }

  static String headOf(Path work) {
    return git(work).in(work).with("rev-parse", "HEAD").run().succeeds().out().strip();
  }

  private static String randomText(int length) {
    return new Random()
        .ints(length, 'a', 'z' + 1)
        .mapToObj(Character::toString)
        .collect(Collectors.joining());
  }
}
