package io.heddle.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.ByteBuffer;

/// DNS server over UDP (RFC 1035 §4) that resolves every name to 192.0.2.77.
public final class StubDnsServer implements AutoCloseable {
  /// Address of every name.
  public static final String ANSWER = "192.0.2.77";

  private static final int HEADER = 12;

  private final DatagramSocket socket;

  private StubDnsServer(DatagramSocket socket) {
    this.socket = socket;
  }

  /// A server on a free port of an IP address.
  public static StubDnsServer start(String ip) {
    try {
      var server =
          new StubDnsServer(
              new DatagramSocket(new InetSocketAddress(InetAddress.ofLiteral(ip), 0)));
      Thread.ofVirtual().start(server::serve);
      return server;
    } catch (SocketException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Its port.
  public int port() {
    return socket.getLocalPort();
  }

  private void serve() {
    DatagramPacket query = new DatagramPacket(new byte[512], 512);
    try {
      while (true) {
        query.setLength(512);
        socket.receive(query);
        byte[] answer = answer(ByteBuffer.wrap(query.getData(), 0, query.getLength()));
        socket.send(new DatagramPacket(answer, answer.length, query.getSocketAddress()));
      }
    } catch (IOException e) {
      // closed
    }
  }

  private static byte[] answer(ByteBuffer query) {
    int end = HEADER;
    while (query.get(end) != 0) {
      end += 1 + query.get(end);
    }
    end += 1 + 4;
    ByteBuffer answer = ByteBuffer.allocate(end + 16);
    answer.putShort(query.getShort(0)).putShort((short) 0x8180);
    answer.putShort((short) 1).putShort((short) 1).putInt(0);
    answer.put(query.slice(HEADER, end - HEADER));
    // The name of the question, class IN, type A, a minute to live.
    answer.putShort((short) 0xc00c).putShort((short) 1).putShort((short) 1).putInt(60);
    answer.putShort((short) 4).put(InetAddress.ofLiteral(ANSWER).getAddress());
    return answer.array();
  }

  @Override
  public void close() {
    socket.close();
  }
}
