package io.heddle.dial;

import io.heddle.dns.DnsMessage;
import io.heddle.wire.MalformedException;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.Optional;

/// Query to a name server by TCP, where a length of two bytes is before each message (RFC 1035
/// §4.2.2). Never blocks: its caller waits for all his sockets at once.
final class NameServerStream implements AutoCloseable {
  private static final int LENGTH = 2;

  private final DnsMessage query;
  private final SocketChannel channel;
  private final SelectionKey key;
  private final ByteBuffer out;
  private ByteBuffer in = ByteBuffer.allocate(LENGTH);
  private boolean hasLength;

  private NameServerStream(DnsMessage query, SocketChannel channel, SelectionKey key) {
    this.query = query;
    this.channel = channel;
    this.key = key;
    byte[] bytes = NameServerQuery.bytes(query);
    out = ByteBuffer.allocate(LENGTH + bytes.length);
    out.putShort((short) bytes.length).put(bytes).flip();
  }

  /// Begins to connect.
  ///
  /// @param selector for which the connection is registered
  static NameServerStream open(Selector selector, InetSocketAddress server, DnsMessage query)
      throws IOException {
    SocketChannel channel = SocketChannel.open();
    boolean registered = false;
    try {
      channel.configureBlocking(false);
      channel.connect(server);
      SelectionKey key = channel.register(selector, SelectionKey.OP_CONNECT);
      registered = true;
      return new NameServerStream(query, channel, key);
    } finally {
      if (!registered) {
        channel.close();
      }
    }
  }

  DnsMessage query() {
    return query;
  }

  /// Sends and receives what is possible at the moment.
  ///
  /// @return the answer once all of it is there
  /// @throws MalformedException if the server sends something else
  Optional<DnsMessage> advance() throws IOException, MalformedException {
    if (!channel.finishConnect()) {
      return Optional.empty();
    }
    if (out.hasRemaining()) {
      channel.write(out);
      key.interestOps(out.hasRemaining() ? SelectionKey.OP_WRITE : SelectionKey.OP_READ);
    }
    read();
    if (!hasLength && !in.hasRemaining()) {
      hasLength = true;
      in = ByteBuffer.allocate(Short.toUnsignedInt(in.getShort(0)));
      read();
    }
    if (!hasLength || in.hasRemaining()) {
      return Optional.empty();
    }
    DnsMessage answer = DnsMessage.read(in.array());
    if (!answer.answers(query) || answer.isTruncated()) {
      throw new MalformedException("an answer to something else");
    }
    return Optional.of(answer);
  }

  private void read() throws IOException {
    if (channel.read(in) < 0) {
      throw new EOFException("it has closed the connection");
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
