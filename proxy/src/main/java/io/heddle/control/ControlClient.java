package io.heddle.control;

import io.heddle.http1.HttpFields;
import io.heddle.http1.HttpVersion;
import io.heddle.http1.RequestHead;
import io.heddle.http1.ResponseHead;
import io.heddle.net.SocketConnection;
import io.heddle.time.Deadline;
import io.heddle.wire.ByteWriter;
import io.heddle.wire.MalformedException;
import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// A proxy of the same user that runs in another process.
public record ControlClient(ControlSocket socket) {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int HEAD_LIMIT = 16 * 1024;
  private static final int BODY_LIMIT = 16 * 1024 * 1024;

  /// What it says.
  public record ControlResponse(int status, String body) {}

  /// All that run.
  public static List<ControlClient> all() {
    return ControlSocket.alive().stream().map(ControlClient::new).toList();
  }

  /// The only one; none if there are several, or none.
  public static Optional<ControlClient> only() {
    List<ControlClient> running = all();
    return running.size() == 1 ? Optional.of(running.getFirst()) : Optional.empty();
  }

  /// Its process.
  public String pid() {
    return socket.pid();
  }

  /// Asks it for something.
  ///
  /// @throws IOException if it does not answer; the message names it
  public ControlResponse ask(String method, String path) throws IOException {
    try (SocketConnection connection = connect()) {
      return ask(connection, method, path, HttpFields.NONE);
    } catch (IOException | MalformedException e) {
      throw new IOException("the proxy (pid " + pid() + ") does not answer: " + e.getMessage(), e);
    }
  }

  /// A connection to it, which the caller closes.
  public SocketConnection connect() throws IOException {
    SocketChannel channel = socket.connect();
    try {
      channel.configureBlocking(false);
      return new SocketConnection(channel);
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  /// Asks on a connection that goes on if the answer says so.
  public static ControlResponse ask(
      SocketConnection connection, String method, String path, HttpFields fields)
      throws IOException, MalformedException {
    connection.deadline(Deadline.after(PATIENCE));
    ByteWriter request = new ByteWriter(256);
    new RequestHead(method, path, HttpVersion.HTTP_1_1, fields.with("Host", "heddle"))
        .write(request);
    connection.write(request.toBuffer());
    return answer(connection);
  }

  private static ControlResponse answer(SocketConnection connection)
      throws IOException, MalformedException {
    ResponseHead head = ResponseHead.read(connection.reader(), HEAD_LIMIT);
    int length = Integer.parseInt(head.fields().firstValue("Content-Length").orElse("0"));
    if (length > BODY_LIMIT) {
      throw new MalformedException("too long an answer");
    }
    byte[] body = connection.reader().bytes(length);
    return new ControlResponse(head.status(), new String(body, StandardCharsets.UTF_8));
  }
}
