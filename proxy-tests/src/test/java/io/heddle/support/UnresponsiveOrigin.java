package io.heddle.support;

import io.heddle.address.Endpoint;
import io.heddle.address.Host;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;

/// Listener that neither accepts nor refuses connections: its accept queue is full, so the kernel
/// drops further SYN packets.
public final class UnresponsiveOrigin implements AutoCloseable {
  private static final int MOST_QUEUED = 16;
  private static final int ANSWER_MILLIS = 300;
  private static final int PATIENCE_MILLIS = 10_000;

  private final ServerSocket socket;
  private final List<Socket> queued = new ArrayList<>();

  private UnresponsiveOrigin(ServerSocket socket) throws IOException {
    this.socket = socket;
    socket.setSoTimeout(PATIENCE_MILLIS);
    for (int i = 0; i < MOST_QUEUED; i++) {
      Socket one = new Socket();
      queued.add(one);
      try {
        one.connect(socket.getLocalSocketAddress(), ANSWER_MILLIS);
      } catch (SocketTimeoutException e) {
        return;
      }
    }
    throw new AssertionError("the queue never fills");
  }

  /// Opens the listener on a port of an IP address; 0 for a free one.
  public static UnresponsiveOrigin start(String ip, int port) {
    try {
      return new UnresponsiveOrigin(new ServerSocket(port, 1, InetAddress.ofLiteral(ip)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Address of the listener.
  public Endpoint address() {
    InetSocketAddress local = (InetSocketAddress) socket.getLocalSocketAddress();
    return new Endpoint(new Host.Ip(local.getAddress()), local.getPort());
  }

  /// Accepts the queued connections up to that of `client`, and returns its server end.
  public Peer startsAccepting(Peer client) {
    try {
      for (int i = 0; i < queued.size() - 1; i++) {
        socket.accept().close();
      }
      client.sendsText("ping");
      return new Peer(socket.accept());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      socket.close();
      for (Socket one : queued) {
        one.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
