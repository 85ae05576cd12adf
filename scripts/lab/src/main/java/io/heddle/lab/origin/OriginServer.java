package io.heddle.lab.origin;

import io.heddle.lab.client.OriginRole;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;

/// Server behind the proxies. The first byte on a stream is an [OriginRole], or the first letter of
/// a request in HTTP: GET and POST. Datagrams to the same port are sent back.
public final class OriginServer implements AutoCloseable {
  private static final int BACKLOG = 4096;
  private static final int BLOCK = 256 * 1024;
  private static final int MEBIBYTE = 1 << 20;

  private final ServerSocket socket;
  private final UdpEchoServer datagrams;

  public OriginServer() throws IOException {
    socket = new ServerSocket();
    socket.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), BACKLOG);
    datagrams = new UdpEchoServer(address());
    Thread.ofVirtual().start(this::accept);
  }

  public InetSocketAddress address() {
    return (InetSocketAddress) socket.getLocalSocketAddress();
  }

  private void accept() {
    while (!socket.isClosed()) {
      try {
        Socket client = socket.accept();
        Thread.ofVirtual().start(() -> serve(client));
      } catch (IOException e) {
        // This server is closed, or one client is gone before it was accepted.
      }
    }
  }

  private static void serve(Socket client) {
    try (client) {
      client.setTcpNoDelay(true);
      InputStream in = client.getInputStream();
      OutputStream out = client.getOutputStream();
      int first = in.read();
      if (first == 'G' || first == 'P') {
        HttpOrigin.serve(in, out);
        return;
      }
      switch (role(first)) {
        case ECHO -> in.transferTo(out);
        case SOURCE -> sendWithoutEnd(out);
        case SINK -> acknowledge(in, out);
      }
    } catch (IOException e) {
      // The client has closed the stream: that is how it ends.
    }
  }

  private static OriginRole role(int letter) throws IOException {
    return Arrays.stream(OriginRole.values())
        .filter(role -> role.letter() == letter)
        .findFirst()
        .orElseThrow(EOFException::new);
  }

  private static void sendWithoutEnd(OutputStream out) throws IOException {
    byte[] block = new byte[BLOCK];
    while (true) {
      out.write(block);
    }
  }

  static void acknowledge(InputStream in, OutputStream out) throws IOException {
    byte[] block = new byte[BLOCK];
    long before = 0;
    for (int count = in.read(block); count >= 0; count = in.read(block)) {
      long after = before + count;
      for (long mebibyte = before / MEBIBYTE; mebibyte < after / MEBIBYTE; mebibyte++) {
        out.write(1);
      }
      before = after;
    }
  }

  @Override
  public void close() throws IOException {
    datagrams.close();
    socket.close();
  }
}
