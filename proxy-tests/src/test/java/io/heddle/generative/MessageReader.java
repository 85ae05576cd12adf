package io.heddle.generative;

import io.heddle.generative.Received.End;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// Strict reader of HTTP/1.1 messages, independent of that of the proxy. Every read of the stream
/// must have a time limit.
final class MessageReader {
  private final InputStream in;
  private final ByteArrayOutputStream body = new ByteArrayOutputStream();
  private String head = "";
  private boolean inBody; // Of a response.

  private MessageReader(InputStream in) {
    this.in = in;
  }

  /// Reads the final response to a request that is not HEAD.
  ///
  /// @throws SocketTimeoutException if it does not go on
  static Received response(InputStream in) throws SocketTimeoutException {
    return new MessageReader(in).read(Framing.RESPONSE);
  }

  /// Reads the body of a request.
  ///
  /// @throws SocketTimeoutException if it does not go on
  static Received requestBody(String head, InputStream in) throws SocketTimeoutException {
    MessageReader reader = new MessageReader(in);
    reader.head = head;
    return reader.read(Framing.REQUEST);
  }

  /// Reads up to the end of the stream.
  ///
  /// @throws SocketTimeoutException if it does not end
  static Received stream(InputStream in) throws SocketTimeoutException {
    return new MessageReader(in).read(Framing.STREAM);
  }

  /// Whether the sender has announced that the connection ends with the message.
  private boolean closes() {
    return field(head, "connection").equals("close");
  }

  private enum Framing {
    RESPONSE,
    REQUEST,
    STREAM
  }

  private Received read(Framing framing) throws SocketTimeoutException {
    End end;
    try {
      switch (framing) {
        case RESPONSE -> readResponse();
        case REQUEST -> readRequestBody();
        case STREAM -> in.transferTo(body);
      }
      end = End.COMPLETE;
    } catch (SocketTimeoutException e) {
      throw e;
    } catch (EOFException e) {
      end = End.CUT;
    } catch (IOException e) {
      end = End.RESET;
    }
    int status = inBody ? status() : 0;
    return new Received(status, body.toString(StandardCharsets.ISO_8859_1), end, closes());
  }

  private void readResponse() throws IOException {
    do {
      head = readHead(in);
    } while (status() < 200);
    inBody = true;
    String length = field(head, "content-length");
    if (status() == 204 || status() == 304) {
      return;
    }
    if (field(head, "transfer-encoding").equals("chunked")) {
      readChunks();
    } else if (length.isEmpty()) {
      in.transferTo(body);
    } else {
      readBytes(Long.parseLong(length));
    }
  }

  private void readRequestBody() throws IOException {
    if (field(head, "transfer-encoding").equals("chunked")) {
      readChunks();
    } else {
      readBytes(Long.parseLong("0" + field(head, "content-length")));
    }
  }

  private int status() {
    return Integer.parseInt(head.split(" ", 3)[1]);
  }

  private void readChunks() throws IOException {
    long size;
    do {
      size = Long.parseLong(readLine(in).split(";", 2)[0], 16);
      readBytes(size);
      if (size > 0 && !readLine(in).isEmpty()) {
        throw new IllegalStateException("no line end after a chunk");
      }
    } while (size > 0);
    while (!readLine(in).isEmpty()) {
      // A trailer.
    }
  }

  private void readBytes(long count) throws IOException {
    byte[] buffer = new byte[16 * 1024];
    for (long rest = count; rest > 0; ) {
      int read = in.read(buffer, 0, (int) Math.min(rest, buffer.length));
      if (read < 0) {
        throw new EOFException();
      }
      body.write(buffer, 0, read);
      rest -= read;
    }
  }

  /// Reads a head with its empty line.
  static String readHead(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    String line;
    do {
      line = readLine(in);
      head.append(line).append("\r\n");
    } while (!line.isEmpty());
    return head.toString();
  }

  private static String readLine(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    int next = in.read();
    while (next != '\n') {
      if (next < 0) {
        throw new EOFException();
      }
      line.append((char) next);
      next = in.read();
    }
    if (line.isEmpty() || line.charAt(line.length() - 1) != '\r') {
      throw new IllegalStateException("no line of HTTP: " + line);
    }
    return line.substring(0, line.length() - 1);
  }

  /// Value of a field, or nothing.
  static String field(String head, String name) {
    for (String line : head.split("\r\n", -1)) {
      if (line.toLowerCase(Locale.ROOT).startsWith(name + ":")) {
        return line.substring(name.length() + 1).strip();
      }
    }
    return "";
  }
}
