package io.heddle.lab.origin;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.heddle.lab.client.HttpMessageReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Web server for one connection. It reads requests with or without bodies, and the path says what
/// it sends:
///
///     /13          13 bytes with their length
///     /chunked/13  13 bytes as one chunk
final class HttpOrigin {
  private static final Pattern PATH = Pattern.compile("[A-Z]* /(chunked/)?(\\d+) HTTP/1\\.[01]\r");

  private HttpOrigin() {}

  /// Serves until the stream ends.
  ///
  /// @param in may begin after the first letter of a method
  static void serve(InputStream in, OutputStream out) throws IOException {
    HttpMessageReader requests = new HttpMessageReader(in);
    for (String head = requests.nextHead(); !head.isEmpty(); head = requests.nextHead()) {
      requests.skipBody(head);
      out.write(response(head));
    }
  }

  static byte[] response(String head) throws IOException {
    Matcher path = PATH.matcher(head);
    if (!path.lookingAt()) {
      throw new IOException("no path of this server: " + head.lines().findFirst().orElse(""));
    }
    int length = Integer.parseInt(path.group(2));
    if (path.group(1) == null) {
      return message("Content-Length: " + length + "\r\n\r\n", length, "");
    }
    String size = Integer.toHexString(length);
    return message("Transfer-Encoding: chunked\r\n\r\n" + size + "\r\n", length, "\r\n0\r\n\r\n");
  }

  /// Response as bytes.
  ///
  /// @param length of the body, which is zeros
  private static byte[] message(String before, int length, String after) {
    byte[] start = ("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n" + before).getBytes(US_ASCII);
    byte[] end = after.getBytes(US_ASCII);
    byte[] bytes = Arrays.copyOf(start, start.length + length + end.length);
    System.arraycopy(end, 0, bytes, bytes.length - end.length, end.length);
    return bytes;
  }
}
