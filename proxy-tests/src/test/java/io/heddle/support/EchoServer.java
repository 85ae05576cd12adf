package io.heddle.support;

import io.heddle.address.Endpoint;
import io.heddle.address.Host;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;

/// TCP server on a loopback port that sends back what it receives, for thousands of connections.
public final class EchoServer implements AutoCloseable {
  private static final int BACKLOG = 4096;

  private final ServerSocket socket;
  private final AtomicInteger accepted = new AtomicInteger();
  private final AtomicInteger open = new AtomicInteger();

  private EchoServer(ServerSocket socket) {
    this.socket = socket;
  }

  /// A server on a free port of 127.0.0.1.
  public static EchoServer start() {
    try {
      ServerSocket socket = new ServerSocket();
      socket.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), BACKLOG);
      EchoServer server = new EchoServer(socket);
      Thread.startVirtualThread(server::serve);
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void serve() {
    try {
      while (true) {
        Socket client = socket.accept();
        accepted.incrementAndGet();
        open.incrementAndGet();
        Thread.startVirtualThread(() -> echo(client));
      }
    } catch (IOException e) {
      // It is closed.
    }
  }

  private void echo(Socket client) {
    try (client) {
      client.getInputStream().transferTo(client.getOutputStream());
    } catch (IOException e) {
      // The client is gone.
    } finally {
      open.decrementAndGet();
    }
  }

  /// Address of the listener.
  public Endpoint address() {
    return new Endpoint(new Host.Ip(socket.getInetAddress()), socket.getLocalPort());
  }

  /// Number of connections so far.
  public int accepted() {
    return accepted.get();
  }

  /// Number of connections that have not ended.
  public int open() {
    return open.get();
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
