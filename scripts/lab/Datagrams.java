import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.util.Arrays;

/// Datagrams to the origin and back on one association: for each that comes back, another leaves.
///
/// @param window how many are on their way; those that do not come back are sent again
record Datagrams(Target target, int size, int window) implements Task {
  private static final int PATIENCE_MILLIS = 100;

  @Override
  public long until(long end) throws IOException {
    try (Target.Relay relay = target.associate();
        DatagramSocket socket =
            new DatagramSocket(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0))) {
      socket.connect(relay.address());
      socket.setSoTimeout(PATIENCE_MILLIS);
      byte[] bytes = Arrays.copyOf(relay.header(), relay.header().length + size);
      DatagramPacket out = new DatagramPacket(bytes, bytes.length);
      DatagramPacket in = new DatagramPacket(new byte[2048], 2048);
      long count = 0;
      send(socket, out);
      while (System.nanoTime() < end) {
        try {
          socket.receive(in);
          count++;
          socket.send(out);
        } catch (SocketTimeoutException e) {
          send(socket, out);
        }
      }
      return count;
    }
  }

  private void send(DatagramSocket socket, DatagramPacket datagram) throws IOException {
    for (int i = 0; i < window; i++) {
      socket.send(datagram);
    }
  }
}
