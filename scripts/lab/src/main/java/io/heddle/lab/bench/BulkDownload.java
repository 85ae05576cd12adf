package io.heddle.lab.bench;

import io.heddle.lab.client.OriginRole;
import io.heddle.lab.client.ProxyClient;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;

/// Download of as many bytes as possible in one tunnel.
record BulkDownload(ProxyClient client) implements Worker {
  private static final int BLOCK = 256 * 1024;

  @Override
  public long runUntil(long deadline) throws IOException {
    try (Socket socket = client.open(OriginRole.SOURCE)) {
      InputStream in = socket.getInputStream();
      byte[] block = new byte[BLOCK];
      long bytes = 0;
      while (System.nanoTime() < deadline) {
        int count = in.read(block);
        if (count < 0) {
          throw new EOFException("the download has ended");
        }
        bytes += count;
      }
      return bytes;
    }
  }
}
