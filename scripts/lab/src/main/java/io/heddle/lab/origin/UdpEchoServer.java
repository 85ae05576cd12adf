package io.heddle.lab.origin;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;

/// Server that sends every datagram back.
final class UdpEchoServer implements AutoCloseable {
  private static final int LARGEST = 65_535;

  private final DatagramSocket socket;

  UdpEchoServer(InetSocketAddress address) throws IOException {
    socket = new DatagramSocket(address);
    Thread.ofPlatform().daemon().start(this::run);
  }

  private void run() {
    DatagramPacket packet = new DatagramPacket(new byte[LARGEST], LARGEST);
    try {
      while (true) {
        packet.setLength(LARGEST);
        socket.receive(packet);
        socket.send(packet);
      }
    } catch (IOException e) {
      // The socket is closed.
    }
  }

  @Override
  public void close() {
    socket.close();
  }
}
