package io.heddle.cli.exec;

import io.heddle.net.namespace.PassedDescriptor;
import io.heddle.net.systemd.DescriptorChannel;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/// Relay of one port of the loopback address in a network namespace to the same port outside, for
/// `--reach`: a development server or a database. Its connections are not those of the proxy: they
/// meet no rule, and stand in no log.
///
/// Platform threads, two for each connection, serve the few that such a port has.
final class ReachRelay implements Runnable {
  private static final int BUFFER = 64 * 1024;

  private final ServerSocketChannel inside;
  private final InetSocketAddress outside;

  private ReachRelay(ServerSocketChannel inside, int port) {
    this.inside = inside;
    outside = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port);
  }

  /// Relays until this process ends.
  ///
  /// @param listener in the namespace
  static void start(PassedDescriptor listener, int port) throws IOException {
    ReachRelay relay = new ReachRelay(DescriptorChannel.open(listener.number()), port);
    Thread.ofPlatform().daemon().name("reach-" + port).start(relay);
  }

  @Override
  public void run() {
    try {
      while (true) {
        SocketChannel client = inside.accept();
        Thread.ofPlatform().daemon().name("reach").start(() -> relay(client));
      }
    } catch (IOException e) {
      System.err.println("heddle: --reach " + outside.getPort() + ": " + e.getMessage());
    }
  }

  /// A reset stands for a port that is closed outside.
  private void relay(SocketChannel client) {
    try (client;
        SocketChannel server = SocketChannel.open()) {
      client.setOption(StandardSocketOptions.SO_LINGER, 0);
      server.setOption(StandardSocketOptions.TCP_NODELAY, true);
      client.setOption(StandardSocketOptions.TCP_NODELAY, true);
      server.connect(outside);
      Thread upload = Thread.ofPlatform().daemon().start(() -> copy(client, server));
      copy(server, client);
      upload.join();
      client.setOption(StandardSocketOptions.SO_LINGER, -1);
    } catch (IOException e) {
      // The port is closed, or one of them is gone.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Copies to the end of the stream. A failure ends both directions.
  private static void copy(SocketChannel from, SocketChannel to) {
    ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER);
    try {
      while (from.read(buffer) >= 0) {
        buffer.flip();
        while (buffer.hasRemaining()) {
          int _ = to.write(buffer);
        }
        buffer.clear();
      }
      to.shutdownOutput();
    } catch (IOException e) {
      close(from);
      close(to);
    }
  }

  private static void close(SocketChannel channel) {
    try {
      channel.close();
    } catch (IOException e) {
      // It is gone.
    }
  }
}
