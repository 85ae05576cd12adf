package io.heddle.net;

import io.heddle.address.UnixPath;
import io.heddle.jdk.BlockingCheck;
import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;

/// File of a listening UNIX socket. The system does not remove it when the listener dies, so a stale
/// file is removed before the next bind.
///
/// @param inode tells the file from another one that has taken its path
record UnixSocketFile(Path path, Object inode) {
  private static final int TYPE = 0170000;
  private static final int SOCKET = 0140000;

  /// Binds a channel to a new file, after removing a stale one.
  ///
  /// @throws BindException if a process listens there, or the file is no socket
  static UnixSocketFile bind(
      ServerSocketChannel channel, UnixPath to, int backlog, Set<PosixFilePermission> permissions)
      throws IOException {
    assert BlockingCheck.isAllowed();
    UnixDomainSocketAddress address = UnixDomainSocketAddress.of(to.path());
    Path path = address.getPath();
    if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
      removeStale(address);
    }
    channel.bind(address, backlog);
    // Until here the umask decides: the usual one denies others the right to write, which
    // connecting
    // needs.
    Files.setPosixFilePermissions(path, permissions);
    return new UnixSocketFile(path, inode(path));
  }

  private static void removeStale(UnixDomainSocketAddress address) throws IOException {
    assert BlockingCheck.isAllowed();
    Path path = address.getPath();
    int mode = (int) Files.getAttribute(path, "unix:mode", LinkOption.NOFOLLOW_LINKS);
    if ((mode & TYPE) != SOCKET) {
      throw new BindException("there is a file of that name, which is no socket");
    }
    if (isLive(address)) {
      throw new BindException("Address already in use");
    }
    Files.delete(path);
  }

  /// Whether a process listens on the socket, even if it does not accept.
  private static boolean isLive(UnixDomainSocketAddress address) {
    try (SocketChannel probe = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      probe.configureBlocking(false);
      probe.connect(address);
      return true;
    } catch (ConnectException e) {
      return false;
    } catch (IOException e) {
      // Its backlog is full, or we lack the right to connect: a process has it in either case.
      return true;
    }
  }

  /// Removes the file, if it is still the one that [#bind] made.
  void remove() throws IOException {
    assert BlockingCheck.isAllowed();
    if (Files.exists(path, LinkOption.NOFOLLOW_LINKS) && inode(path).equals(inode)) {
      Files.delete(path);
    }
  }

  private static Object inode(Path path) throws IOException {
    assert BlockingCheck.isAllowed();
    return Files.getAttribute(path, "unix:ino", LinkOption.NOFOLLOW_LINKS);
  }
}
