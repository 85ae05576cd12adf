package io.heddle.lab.bench;

import io.heddle.lab.client.OriginRole;
import io.heddle.lab.client.ProxyClient;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;

/// Upload of as many bytes as possible in one tunnel. It counts what has arrived: the origin
/// acknowledges each MiB.
record BulkUpload(ProxyClient client) implements Worker {
  private static final int MEBIBYTE = 1 << 20;

  /// Limit of what is written but not acknowledged, in MiB.
  private static final int WINDOW = 16;

  @Override
  public long runUntil(long deadline) throws IOException {
    try (Socket socket = client.open(OriginRole.SINK)) {
      InputStream in = socket.getInputStream();
      OutputStream out = socket.getOutputStream();
      byte[] block = new byte[MEBIBYTE];
      long sent = 0;
      long arrived = 0;
      while (System.nanoTime() < deadline) {
        out.write(block);
        sent++;
        while (sent - arrived > WINDOW || in.available() > 0) {
          if (in.read() < 0) {
            throw new EOFException("the upload has ended");
          }
          arrived++;
        }
      }
      return arrived * MEBIBYTE;
    }
  }
}
