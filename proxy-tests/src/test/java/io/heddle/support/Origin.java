package io.heddle.support;

import io.heddle.address.Endpoint;
import io.heddle.address.Host;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;

/// TCP server on a loopback port with scripted connections.
public final class Origin implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 10_000;

  private final ServerSocket socket;

  private Origin(ServerSocket socket) {
    this.socket = socket;
  }

  /// An origin on a free port of 127.0.0.1.
  public static Origin start() {
    return start("127.0.0.1", 0);
  }

  /// An origin on a port of an IP address; 0 for a free one.
  public static Origin start(String ip, int port) {
    try {
      ServerSocket socket = new ServerSocket();
      socket.setSoTimeout(PATIENCE_MILLIS);
      socket.bind(new InetSocketAddress(InetAddress.ofLiteral(ip), port));
      return new Origin(socket);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// A port of 127.0.0.1 on which nothing listens.
  public static Endpoint closedPort() {
    try (Origin origin = start()) {
      return origin.address();
    }
  }

  /// Waits for the next connection.
  public Peer accept() {
    try {
      return new Peer(socket.accept());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Asserts that no connection is waiting.
  public Origin hasNoConnection() {
    try {
      socket.setSoTimeout(1);
      socket.accept().close();
      throw new AssertionError("a connection");
    } catch (SocketTimeoutException e) {
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Address of the listener.
  public Endpoint address() {
    return new Endpoint(new Host.Ip(socket.getInetAddress()), socket.getLocalPort());
  }

  /// Its IP address.
  public InetAddress ip() {
    return socket.getInetAddress();
  }

  /// Its port as two bytes in hexadecimal.
  public String portHex() {
    int port = socket.getLocalPort();
    return "%02x %02x".formatted(port >> 8, port & 0xff);
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
