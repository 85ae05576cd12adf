package io.heddle.control;

import io.heddle.http1.HttpFields;
import io.heddle.http1.MessageHead.HttpVersion;
import io.heddle.http1.RequestHead;
import io.heddle.http1.ResponseHead;
import io.heddle.net.SocketConnection;
import io.heddle.time.Deadline;
import io.heddle.wire.ByteWriter;
import io.heddle.wire.MalformedException;
import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Client of the control socket of a proxy of the same user in another process. One exchange for
/// each request, over HTTP.
public final class ControlClient {
  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final Duration SOCKET_WAIT = ControlSocket.CHECK_PERIOD.multipliedBy(2);
  private static final Duration SOCKET_POLL = Duration.ofMillis(50);
  private static final int HEAD_LIMIT = 16 * 1024;
  private static final int BODY_LIMIT = 16 * 1024 * 1024;

  private final ControlSocket socket;

  private ControlClient(ControlSocket socket) {
    this.socket = socket;
  }

  /// Response of the proxy.
  public record ControlResponse(int status, String body) {}

  /// The running proxies of this user.
  public static List<ControlClient> all() {
    return ControlSocket.alive().stream().map(ControlClient::new).toList();
  }

  /// The running proxies of this user. If there are some, but none can be reached, waits for a limited
  /// time: at the start of a proxy, and when its socket has been removed, it is there within a second.
  public static List<ControlClient> await() {
    Deadline deadline = Deadline.after(SOCKET_WAIT);
    List<ControlClient> found = all();
    while (found.isEmpty() && deadline.remaining() > 0 && !processes().isEmpty()) {
      try {
        Thread.sleep(SOCKET_POLL);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return found;
      }
      found = all();
    }
    return found;
  }

  /// The process ids of all proxies of this user, whether they can be reached or not.
  public static List<String> processes() {
    return ProxyProcesses.pids();
  }

  /// The folder of the control sockets.
  public static Path folder() {
    return ControlSocket.folder();
  }

  /// The only running proxy of this user; empty if there is none, or more than one.
  public static Optional<ControlClient> only() {
    List<ControlClient> running = all();
    return running.size() == 1 ? Optional.of(running.getFirst()) : Optional.empty();
  }

  /// The process id of the proxy.
  public String pid() {
    return socket.pid();
  }

  /// Sends a request on a connection of its own.
  ///
  /// @throws IOException if the proxy does not answer; the message names it
  public ControlResponse send(String method, String path) throws IOException {
    return send(method, path, "");
  }

  /// Sends a request with a body on a connection of its own.
  ///
  /// @throws IOException if the proxy does not answer; the message names it
  public ControlResponse send(String method, String path, String body) throws IOException {
    try (SocketConnection connection = connect()) {
      return send(connection, method, path, HttpFields.NONE, body);
    } catch (IOException | MalformedException e) {
      throw new IOException("the proxy (pid " + pid() + ") does not answer: " + e.getMessage(), e);
    }
  }

  /// Opens a connection, which the caller closes.
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

  /// Sends a request on a connection, which stays open if the response says so.
  public static ControlResponse send(
      SocketConnection connection, String method, String path, HttpFields fields)
      throws IOException, MalformedException {
    return send(connection, method, path, fields, "");
  }

  private static ControlResponse send(
      SocketConnection connection, String method, String path, HttpFields fields, String body)
      throws IOException, MalformedException {
    connection.deadline(Deadline.after(TIMEOUT));
    byte[] content = body.getBytes(StandardCharsets.UTF_8);
    HttpFields all = fields.with("Host", "heddle");
    if (content.length > 0) {
      all = all.with("Content-Length", Integer.toString(content.length));
    }
    ByteWriter request = new ByteWriter(256);
    new RequestHead(method, path, HttpVersion.HTTP_1_1, all).write(request);
    request.bytes(content);
    connection.write(request.toBuffer());
    return readResponse(connection);
  }

  private static ControlResponse readResponse(SocketConnection connection)
      throws IOException, MalformedException {
    ResponseHead head = ResponseHead.read(connection.reader(), HEAD_LIMIT);
    int length = Integer.parseInt(head.fields().firstValue("Content-Length").orElse("0"));
    if (length > BODY_LIMIT) {
      throw new MalformedException("the response is too long");
    }
    byte[] body = connection.reader().bytes(length);
    return new ControlResponse(head.status(), new String(body, StandardCharsets.UTF_8));
  }
}
