import java.io.IOException;
import java.net.Socket;

/// Work for one thread of the load generator.
@FunctionalInterface
interface Task {
  /// Works until `end` on the clock of [System#nanoTime].
  ///
  /// @return how much was done
  long until(long end) throws IOException;

  /// For [Load.Kind]: opens, echoes a byte, closes.
  static Task tunnels(Target target, int thread) {
    return end -> {
      long count = 0;
      while (System.nanoTime() < end) {
        try (Socket socket = target.open('E')) {
          echo(socket, new byte[1]);
        }
        count++;
      }
      return count;
    };
  }

  /// For [Load.Kind]: 64 bytes there and back.
  static Task pingPong(Target target, int thread) {
    return end -> {
      try (Socket socket = target.open('E')) {
        byte[] message = new byte[64];
        long count = 0;
        while (System.nanoTime() < end) {
          echo(socket, message);
          count++;
        }
        return count;
      }
    };
  }

  /// There and back.
  static void echo(Socket socket, byte[] message) throws IOException {
    socket.getOutputStream().write(message);
    if (socket.getInputStream().readNBytes(message.length).length < message.length) {
      throw new IOException("the echo is cut short");
    }
  }
}
