package io.heddle.support;

import io.heddle.address.UnixPath;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;

/// UNIX socket as a [Socket]. Its reads have no time limit; the tests have one.
final class UnixSocketAdapter extends Socket {
  private final SocketChannel channel;

  private UnixSocketAdapter(SocketChannel channel) {
    this.channel = channel;
  }

  static UnixSocketAdapter connect(UnixPath path) throws IOException {
    return new UnixSocketAdapter(SocketChannel.open(UnixDomainSocketAddress.of(path.path())));
  }

  @Override
  public InputStream getInputStream() {
    return Channels.newInputStream(channel);
  }

  @Override
  public OutputStream getOutputStream() {
    return Channels.newOutputStream(channel);
  }

  @Override
  public void setSoTimeout(int timeout) {}

  @Override
  public void setTcpNoDelay(boolean on) {}

  @Override
  public void setReceiveBufferSize(int size) {}

  /// No effect: the other end sees a reset only if there is unread data when this end closes.
  @Override
  public void setSoLinger(boolean on, int seconds) {}

  @Override
  public void shutdownOutput() throws IOException {
    channel.shutdownOutput();
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
