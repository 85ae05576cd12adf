package io.heddle.lab.bench;

import io.heddle.lab.client.ClientAssociation;
import io.heddle.lab.client.ProxyClient;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;

/// Datagrams to the origin and back on one association: each that comes back is sent again.
///
/// @param window number of datagrams under way; a whole window is sent when none has come back for
///     a while
record DatagramWorker(ProxyClient client, int size, int window) implements Worker {
  private static final int TIMEOUT_MILLIS = 100;

  @Override
  public long runUntil(long deadline) throws IOException {
    try (ClientAssociation association = client.associate();
        DatagramSocket socket =
            new DatagramSocket(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0))) {
      socket.connect(association.relay());
      socket.setSoTimeout(TIMEOUT_MILLIS);
      byte[] bytes = association.datagram(size);
      DatagramPacket out = new DatagramPacket(bytes, bytes.length);
      DatagramPacket in = new DatagramPacket(new byte[2048], 2048);
      long count = 0;
      sendWindow(socket, out);
      while (System.nanoTime() < deadline) {
        try {
          socket.receive(in);
          count++;
          socket.send(out);
        } catch (SocketTimeoutException e) {
          sendWindow(socket, out);
        }
      }
      return count;
    }
  }

  private void sendWindow(DatagramSocket socket, DatagramPacket datagram) throws IOException {
    for (int i = 0; i < window; i++) {
      socket.send(datagram);
    }
  }
}
