import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/// Sends every datagram back.
final class DatagramEcho implements AutoCloseable {
  private final DatagramSocket socket;

  DatagramEcho() throws IOException {
    this(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0));
  }

  DatagramEcho(InetSocketAddress address) throws IOException {
    socket = new DatagramSocket(address);
    Thread.ofPlatform().daemon().start(this::run);
  }

  InetSocketAddress address() {
    return (InetSocketAddress) socket.getLocalSocketAddress();
  }

  private void run() {
    DatagramPacket packet = new DatagramPacket(new byte[65535], 65535);
    try {
      while (true) {
        packet.setLength(65535);
        socket.receive(packet);
        socket.send(packet);
      }
    } catch (IOException e) {
      // Closed.
    }
  }

  @Override
  public void close() {
    socket.close();
  }
}
