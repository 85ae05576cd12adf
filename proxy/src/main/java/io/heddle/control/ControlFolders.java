package io.heddle.control;

import io.heddle.jdk.BlockingCheck;
import io.heddle.jdk.Platform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Folders of control sockets. A proxy and the commands that look for it may have different
/// environments: those of a service, of cron, of `su`, of a shell in a container.
///
///     $XDG_RUNTIME_DIR/heddle    if the variable is set, and the folder belongs to this user
///     ~/.local/state/heddle      else, if the home can be written
///     /tmp/heddle-UID            else; without `/proc`, the name of the user instead
///
/// A variable that names another folder than the usual one, `/run/user/UID`, separates proxies from
/// each other: commands with it look nowhere else. All others look in each of these folders.
///
/// @param environment of this process
/// @param home the folder of the user, which may be missing
/// @param runtimes the folder that has the runtime folder of each user
/// @param temporary the folder that everyone may write
record ControlFolders(Map<String, String> environment, String home, Path runtimes, Path temporary) {
  static final String VARIABLE = "XDG_RUNTIME_DIR";
  private static final String NAME = "heddle";
  private static final Path SELF = Platform.proc().resolve("self");

  /// The folders of this process.
  static ControlFolders current() {
    return new ControlFolders(
        System.getenv(),
        System.getProperty("user.home"),
        Path.of("/run/user"),
        Path.of(System.getProperty("java.io.tmpdir")));
  }

  /// The folder of a proxy that starts in this environment.
  Path own() {
    return explicit().or(this::ofHome).orElseGet(this::ofTemporary);
  }

  /// The folders in which a command in this environment looks, each once.
  List<Path> searched() {
    Path usual = usual();
    Optional<Path> explicit = explicit();
    if (explicit.isPresent() && !explicit.get().equals(usual)) {
      return List.of(explicit.get());
    }
    List<Path> folders = new ArrayList<>(List.of(usual));
    ofHome().ifPresent(folders::add);
    folders.add(ofTemporary());
    return folders.stream().filter(ControlFolders::isOwn).toList();
  }

  /// The folders of proxies whose environment names another one.
  List<Path> ofProcesses() {
    return ProxyProcesses.values(VARIABLE).stream()
        .flatMap(folder -> absolute(folder).stream())
        .map(folder -> folder.resolve(NAME))
        .filter(ControlFolders::isOwn)
        .toList();
  }

  /// Whether the variable separates the proxies of this environment from all others.
  boolean isSeparate() {
    return explicit().filter(folder -> !folder.equals(usual())).isPresent();
  }

  private Path usual() {
    return runtimes.resolve(uid()).resolve(NAME);
  }

  /// The folder that the variable names. One of another user, as `su` leaves it, does not count.
  private Optional<Path> explicit() {
    assert BlockingCheck.isAllowed();
    return absolute(environment.getOrDefault(VARIABLE, ""))
        .filter(folder -> !Files.exists(folder) || belongsToUser(folder))
        .map(folder -> folder.resolve(NAME));
  }

  private Optional<Path> ofHome() {
    assert BlockingCheck.isAllowed();
    return absolute(home)
        .filter(Files::isWritable)
        .map(folder -> folder.resolve(".local").resolve("state").resolve(NAME));
  }

  private Path ofTemporary() {
    return temporary.resolve(NAME + "-" + uid());
  }

  private static Optional<Path> absolute(String path) {
    try {
      return Optional.of(Path.of(path)).filter(Path::isAbsolute);
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  /// Whether the folder itself, and not one to which a link leads, belongs to this user, so that
  /// nobody else has prepared it.
  static boolean isOwn(Path folder) {
    assert BlockingCheck.isAllowed();
    return Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS) && belongsToUser(folder);
  }

  private static boolean belongsToUser(Path folder) {
    Optional<String> user = owner(SELF);
    return user.isPresent() ? owner(folder).equals(user) : isOwnByName(folder);
  }

  /// The same where the system has no `/proc`, by the names of the users: the number of this one is
  /// not to be had without a native call. On Windows, where each user has a temporary folder, it is
  /// taken for granted.
  private static boolean isOwnByName(Path folder) {
    assert BlockingCheck.isAllowed();
    if (owner(folder).isEmpty()) {
      return true;
    }
    try {
      String owner = Files.getOwner(folder, LinkOption.NOFOLLOW_LINKS).getName();
      return owner.equals(ProcessHandle.current().info().user().orElse(owner));
    } catch (IOException e) {
      return false;
    }
  }

  /// The number of this user; where the system has no `/proc`, the name.
  private static String uid() {
    return owner(SELF).orElseGet(ControlFolders::userName);
  }

  private static String userName() {
    return System.getProperty("user.name").replace('/', '-');
  }

  private static Optional<String> owner(Path file) {
    assert BlockingCheck.isAllowed();
    try {
      return Optional.of(String.valueOf(Files.getAttribute(file, "unix:uid")));
    } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
