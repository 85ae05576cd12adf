import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;

/// As many bytes as go, in one tunnel.
///
/// @param way of the bytes, seen from the client
record Bulk(Target target, Way way) implements Task {
  /// What is written but not known to have arrived.
  private static final int MOST_UNDER_WAY = 16;

  enum Way {
    DOWN,
    UP
  }

  static Task down(Target target, int thread) {
    return new Bulk(target, Way.DOWN);
  }

  static Task up(Target target, int thread) {
    return new Bulk(target, Way.UP);
  }

  static Task alternating(Target target, int thread) {
    return thread % 2 == 0 ? down(target, thread) : up(target, thread);
  }

  @Override
  public long until(long end) throws IOException {
    return switch (way) {
      case DOWN -> download(end);
      case UP -> upload(end);
    };
  }

  private long download(long end) throws IOException {
    try (Socket socket = target.open('S')) {
      InputStream in = socket.getInputStream();
      byte[] block = new byte[256 * 1024];
      long bytes = 0;
      while (System.nanoTime() < end) {
        int count = in.read(block);
        if (count < 0) {
          throw new EOFException("the download has ended");
        }
        bytes += count;
      }
      return bytes;
    }
  }

  /// Counts what has arrived: the origin acknowledges each MiB.
  private long upload(long end) throws IOException {
    try (Socket socket = target.open('K')) {
      InputStream in = socket.getInputStream();
      OutputStream out = socket.getOutputStream();
      byte[] block = new byte[1 << 20];
      long sent = 0;
      long arrived = 0;
      while (System.nanoTime() < end) {
        out.write(block);
        sent++;
        while (sent - arrived > MOST_UNDER_WAY || in.available() > 0) {
          if (in.read() < 0) {
            throw new EOFException("the upload has ended");
          }
          arrived++;
        }
      }
      return arrived * block.length;
    }
  }
}
