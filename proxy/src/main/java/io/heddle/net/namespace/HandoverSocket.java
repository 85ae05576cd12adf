package io.heddle.net.namespace;

import io.heddle.jdk.BlockingCheck;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/// UNIX socket in a folder that only this user may enter, over which descriptors pass from one process
/// to another. It is there for the moment of the exchange alone: a process that is killed later leaves
/// no file.
///
/// @param folder made for it, and removed by [#close]
public record HandoverSocket(Path folder, ServerSocketChannel channel) implements AutoCloseable {

  /// Opens a socket, which the caller closes.
  public static HandoverSocket open() throws IOException {
    assert BlockingCheck.isAllowed();
    Path folder = Files.createTempDirectory("heddle-");
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
    return folder.resolve("s");
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
      Files.deleteIfExists(path());
      Files.deleteIfExists(folder);
    } catch (IOException e) {
      // Another process removes what is old in the folder of temporary files.
    }
  }
}
