package io.heddle.lab.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.heddle.lab.client.HttpMessageReader;
import io.heddle.lab.client.ProxyClient;
import java.io.IOException;
import java.net.Socket;

/// HTTP requests on one persistent connection. If a proxy closes it after a response, a new one is
/// opened.
///
/// @param length of the body of each response, in bytes
record HttpGetWorker(ProxyClient client, int length) implements Worker {

  @Override
  public long runUntil(long deadline) throws IOException {
    long count = 0;
    while (System.nanoTime() < deadline) {
      try (Socket socket = client.connect()) {
        count += requestsOn(socket, deadline);
      }
    }
    return count;
  }

  private long requestsOn(Socket socket, long deadline) throws IOException {
    byte[] request = client.getRequest(length).getBytes(US_ASCII);
    HttpMessageReader responses = new HttpMessageReader(socket.getInputStream());
    long count = 0;
    while (System.nanoTime() < deadline) {
      socket.getOutputStream().write(request);
      String head = responses.nextHead();
      if (head.isEmpty() && count > 0) {
        return count;
      }
      if (!head.startsWith("HTTP/1.1 200 ") && !head.startsWith("HTTP/1.0 200 ")) {
        throw new IOException("not a response: " + head.lines().findFirst().orElse("nothing"));
      }
      responses.skip(length);
      count++;
    }
    return count;
  }
}
