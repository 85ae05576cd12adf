import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.Socket;

/// HTTP requests on one connection that is kept. A proxy that closes it after a response is given a
/// new one.
///
/// @param length of each response's body, in bytes
record Gets(Target target, int length) implements Task {

  @Override
  public long until(long end) throws IOException {
    long count = 0;
    while (System.nanoTime() < end) {
      try (Socket socket = target.connect()) {
        count += onOne(socket, end);
      }
    }
    return count;
  }

  private long onOne(Socket socket, long end) throws IOException {
    byte[] request = target.get(length).getBytes(US_ASCII);
    HttpHeads heads = new HttpHeads(socket.getInputStream());
    long count = 0;
    while (System.nanoTime() < end) {
      socket.getOutputStream().write(request);
      String head = heads.next();
      if (head.isEmpty() && count > 0) {
        return count;
      }
      if (!head.startsWith("HTTP/1.1 200 ") && !head.startsWith("HTTP/1.0 200 ")) {
        throw new IOException("not a response: " + head.lines().findFirst().orElse("nothing"));
      }
      heads.skip(length);
      count++;
    }
    return count;
  }
}
