package io.heddle.net.namespace;

import io.heddle.jdk.BlockingCheck;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;

/// UNIX socket in a folder that only this user may enter, over which descriptors pass from one process
/// to another. It is there for the moment of the exchange alone: a process that is killed later leaves
/// no file. What a process leaves that is killed in this moment, another one removes when it opens such
/// a socket.
///
///     /tmp/heddle-exec-4711-8245/s    4711 is the id of the process that listens
///
/// @param folder made for it, and removed by [#close]
public record HandoverSocket(Path folder, ServerSocketChannel channel) implements AutoCloseable {

  private static final String PREFIX = "heddle-exec-";
  private static final String FILE = "s";

  /// The age of a folder that may be removed. A container that shares the folder of temporary files
  /// may have processes that are not seen here.
  private static final Duration OLD = Duration.ofMinutes(1);

  /// Opens a socket, which the caller closes.
  public static HandoverSocket open() throws IOException {
    assert BlockingCheck.isAllowed();
    Path folder = Files.createTempDirectory(PREFIX + ProcessHandle.current().pid() + "-");
    removeOthers(folder);
    HandoverSocket socket =
        new HandoverSocket(folder, ServerSocketChannel.open(StandardProtocolFamily.UNIX));
    try {
      socket.channel.bind(UnixDomainSocketAddress.of(socket.path()), 1);
      return socket;
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  /// Removes the folders of processes that have been killed.
  ///
  /// @param own a folder of this process and this user
  private static void removeOthers(Path own) {
    assert BlockingCheck.isAllowed();
    try (DirectoryStream<Path> all = Files.newDirectoryStream(own.getParent(), PREFIX + "*")) {
      FileTime recent = FileTime.from(Instant.now().minus(OLD));
      for (Path folder : all) {
        // A link of another user would lead to a file that is none of a socket's.
        if (Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
            && Files.getOwner(folder, LinkOption.NOFOLLOW_LINKS).equals(Files.getOwner(own))
            && Files.getLastModifiedTime(folder).compareTo(recent) < 0
            && isOfDeadProcess(folder)) {
          remove(folder);
        }
      }
    } catch (IOException | DirectoryIteratorException e) {
      // Another process removes the same, or the folder cannot be read.
    }
  }

  private static boolean isOfDeadProcess(Path folder) {
    String name = folder.getFileName().toString();
    int end = name.indexOf('-', PREFIX.length());
    try {
      long pid = Long.parseLong(name.substring(PREFIX.length(), Math.max(end, PREFIX.length())));
      return ProcessHandle.of(pid).isEmpty();
    } catch (NumberFormatException e) {
      return false;
    }
  }

  private static void remove(Path folder) throws IOException {
    assert BlockingCheck.isAllowed();
    Files.deleteIfExists(folder.resolve(FILE));
    Files.deleteIfExists(folder);
  }

  /// Connects to the socket of another process. The caller closes the connection.
  public static SocketChannel connect(String path) throws IOException {
    SocketChannel connection = SocketChannel.open(StandardProtocolFamily.UNIX);
    try {
      connection.connect(UnixDomainSocketAddress.of(path));
      return connection;
    } catch (IOException e) {
      connection.close();
      throw e;
    }
  }

  /// The path at which the other process connects.
  public Path path() {
    return folder.resolve(FILE);
  }

  /// Waits for the other process. The caller closes the connection.
  ///
  /// @throws java.nio.channels.ClosedChannelException once this socket is closed, by any thread
  public SocketChannel accept() throws IOException {
    return channel.accept();
  }

  /// Closes the socket and removes its files. A second call does nothing.
  @Override
  public void close() {
    assert BlockingCheck.isAllowed();
    try (channel) {
      remove(folder);
    } catch (IOException e) {
      // Somebody else has written into it.
    }
  }
}
