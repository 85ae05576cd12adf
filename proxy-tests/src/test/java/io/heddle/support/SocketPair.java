package io.heddle.support;

import io.heddle.net.SocketConnection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/// Two ends of a TCP connection.
///
/// @param near the end under test
public record SocketPair(SocketConnection near, SocketChannel far) implements AutoCloseable {
  /// Opens a connection over the loopback address.
  public static SocketPair open() {
    try (ServerSocketChannel server = ServerSocketChannel.open()) {
      server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      SocketChannel far = SocketChannel.open(server.getLocalAddress());
      SocketChannel near = server.accept();
      near.configureBlocking(false);
      return new SocketPair(new SocketConnection(near), far);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Sends a text from the far end.
  public void farSends(String text) throws IOException {
    far.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
  }

  /// Ends the stream of the far end.
  public void endOfFar() throws IOException {
    far.shutdownOutput();
  }

  @Override
  public void close() throws IOException {
    near.close();
    far.close();
  }
}
