package io.heddle.control;

import io.heddle.address.UnixPath;
import io.heddle.admin.AdminHandler;
import io.heddle.admin.AdminServer;
import io.heddle.concurrent.Supervisor;
import io.heddle.jdk.BlockingCheck;
import io.heddle.net.SocketConnection;
import io.heddle.net.namespace.NetworkNamespace;
import java.io.IOException;
import java.net.ConnectException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.tinylog.Logger;

/// UNIX socket on which a running proxy serves the commands of its user. The file is named by the
/// process id and lies in a folder that only the user may enter.
///
/// If the file or its folder is removed, as systemd does with the folder when the user logs out, or
/// another program puts a file of its own in the place, the socket comes back as soon as it can.
///
/// A process in another network namespace, such as a command of `heddle exec --isolate`, has a handler
/// of its own: it must not get the proxy to do what its own namespace keeps it from.
///
/// A file with the process id, and SIGHUP, was rejected: a signal brings no response.
public final class ControlSocket {
  private static final String SUFFIX = ".sock";

  /// The time between two looks at the file.
  static final Duration CHECK_PERIOD = Duration.ofSeconds(1);

  private final Path file;
  private Optional<AdminServer> server = Optional.empty();
  private Optional<Object> key = Optional.empty();
  private boolean deleted;
  private boolean failing;

  ControlSocket(Path file) {
    this.file = file;
  }

  /// The control socket of this process.
  public static ControlSocket own() {
    Path folder = ControlFolders.current().own();
    return new ControlSocket(folder.resolve(ProcessHandle.current().pid() + SUFFIX));
  }

  /// The sockets of running processes in a folder. Files on which nobody listens, of processes that
  /// were killed, are deleted.
  static List<ControlSocket> alive(Path folder) {
    assert BlockingCheck.isAllowed();
    List<ControlSocket> alive = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*" + SUFFIX)) {
      for (Path file : files) {
        ControlSocket socket = new ControlSocket(file);
        try (SocketChannel _ = socket.connect()) {
          alive.add(socket);
        } catch (ConnectException e) {
          Files.deleteIfExists(file);
        } catch (IOException e) {
          // This process may lack a descriptor.
        }
      }
    } catch (IOException e) {
      // There is no folder, or it cannot be read any more: no proxy runs.
    }
    return alive;
  }

  /// Opens a connection, which the caller closes.
  SocketChannel connect() throws IOException {
    SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
    try {
      channel.connect(UnixDomainSocketAddress.of(file));
      return channel;
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  /// The id of the process that listens on it.
  String pid() {
    String name = file.getName(file.getNameCount() - 1).toString();
    return name.substring(0, name.length() - SUFFIX.length());
  }

  /// Listens and serves in the background, unless the file has been deleted. A failure is logged: the
  /// proxy serves its clients without this socket, too.
  ///
  /// @param foreign gives the handler of a client in another network namespace
  public void open(AdminHandler handler, Function<SocketConnection, AdminHandler> foreign) {
    Handlers handlers = new Handlers(handler, foreign);
    openIfMissing(handlers);
    // A platform thread: the folder may be on a network file system that hangs.
    Thread.ofPlatform()
        .name("control-watch")
        .daemon()
        .start(() -> Supervisor.runInterruptibly("the watch of " + file, () -> watch(handlers)));
  }

  private void watch(Handlers handlers) throws InterruptedException {
    while (true) {
      Thread.sleep(CHECK_PERIOD);
      openIfMissing(handlers);
    }
  }

  private synchronized void openIfMissing(Handlers handlers) {
    assert BlockingCheck.isAllowed();
    if (deleted || (server.isPresent() && isOwnFile())) {
      return;
    }
    try {
      Files.createDirectories(file.resolveSibling("").getParent());
      createPrivate(file.resolveSibling("."));
      Files.deleteIfExists(file);
      AdminServer opened =
          AdminServer.open(new UnixPath(file.toString()), handlers.own(), handlers);
      server.ifPresent(AdminServer::close);
      server = Optional.of(opened);
      key = fileKey();
      failing = false;
    } catch (IOException | UnsupportedOperationException e) {
      if (!failing) {
        Logger.warn(
            "commands such as heddle reload will not find this proxy: {}: {}", file, e.toString());
      }
      failing = true;
    }
  }

  private boolean isOwnFile() {
    try {
      // No other file has the same inode number while the server listens.
      boolean own = fileKey().equals(key);
      if (!own) {
        Logger.warn("another program has replaced the control socket {}: it is made anew", file);
      }
      return own;
    } catch (IOException e) {
      return false;
    }
  }

  private Optional<Object> fileKey() throws IOException {
    assert BlockingCheck.isAllowed();
    return Optional.ofNullable(
        Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS).fileKey());
  }

  /// Handlers of clients in the namespace of this process, and in others. A class, since a lambda would
  /// be made at each start.
  private record Handlers(AdminHandler own, Function<SocketConnection, AdminHandler> foreign)
      implements Function<SocketConnection, Optional<AdminHandler>> {
    @Override
    public Optional<AdminHandler> apply(SocketConnection client) {
      return NetworkNamespace.isOwnOfClient(client.channel())
          ? Optional.empty()
          : Optional.of(foreign.apply(client));
    }
  }

  private static void createPrivate(Path folder) throws IOException {
    assert BlockingCheck.isAllowed();
    var owner = PosixFilePermissions.fromString("rwx------");
    Path normal = folder.normalize();
    if (!Files.isDirectory(normal)) {
      Files.createDirectory(normal, PosixFilePermissions.asFileAttribute(owner));
    }
    if (!ControlFolders.isOwn(normal)) {
      throw new IOException(normal + " belongs to another user");
    }
    Files.setPosixFilePermissions(normal, owner);
  }

  /// Deletes the file at a shutdown, which may begin before the socket is open.
  public synchronized void delete() {
    assert BlockingCheck.isAllowed();
    deleted = true;
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      Logger.debug("cannot delete {}: {}", file, e.toString());
    }
  }
}
