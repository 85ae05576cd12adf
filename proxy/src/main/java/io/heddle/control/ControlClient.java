package io.heddle.control;

import io.heddle.http1.HttpFields;
import io.heddle.http1.MessageHead.HttpVersion;
import io.heddle.http1.RequestHead;
import io.heddle.http1.ResponseHead;
import io.heddle.net.SocketConnection;
import io.heddle.request.PrintableText;
import io.heddle.time.Deadline;
import io.heddle.wire.ByteWriter;
import io.heddle.wire.MalformedException;
import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

/// Client of the control socket of a proxy of the same user in another process. One exchange for
/// each request, over HTTP.
public final class ControlClient {
  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final Duration SOCKET_WAIT = ControlSocket.CHECK_PERIOD.multipliedBy(2);
  private static final Duration SOCKET_POLL = Duration.ofMillis(50);
  private static final int HEAD_LIMIT = 16 * 1024;
  private static final int LINE_LIMIT = 1024 * 1024;
  private static final int BODY_LIMIT = 16 * 1024 * 1024;
  private final ControlSocket socket;

  ControlClient(ControlSocket socket) {
    this.socket = socket;
  }

  /// Response of the proxy. The body is without control characters, since it may go to a terminal.
  public record ControlResponse(int status, HttpFields fields, String body) {}

  /// The running proxies of this user. Where no usual folder has one, those of other folders are
  /// found by the environment of their processes, unless the environment of this process asks for a
  /// folder of its own.
  public static List<ControlClient> all() {
    ControlFolders folders = ControlFolders.current();
    List<ControlClient> usual = in(folders.searched());
    return usual.isEmpty() && !folders.isSeparate() ? in(folders.ofProcesses()) : usual;
  }

  /// The running proxy of this user with a process id, in whichever of these folders it is.
  public static List<ControlClient> withPid(String pid) {
    ControlFolders folders = ControlFolders.current();
    List<Path> all = new ArrayList<>(folders.searched());
    if (!folders.isSeparate()) {
      all.addAll(folders.ofProcesses());
    }
    return in(all).stream().filter(one -> one.pid().equals(pid)).limit(1).toList();
  }

  private static List<ControlClient> in(List<Path> folders) {
    return folders.stream()
        .flatMap(folder -> ControlSocket.alive(folder).stream())
        .map(ControlClient::new)
        .toList();
  }

  /// The running proxies of this user. If there are some, but none can be reached, waits for a limited
  /// time: at the start of a proxy, and when its socket has been removed, it is there within a second.
  public static List<ControlClient> await() {
    return await(ControlClient::all);
  }

  /// The same for the proxy with a process id.
  public static List<ControlClient> await(String pid) {
    return await(() -> withPid(pid));
  }

  private static List<ControlClient> await(Supplier<List<ControlClient>> search) {
    Deadline deadline = Deadline.after(SOCKET_WAIT);
    List<ControlClient> found = search.get();
    while (found.isEmpty() && deadline.remaining() > 0 && !processes().isEmpty()) {
      try {
        Thread.sleep(SOCKET_POLL);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return found;
      }
      found = search.get();
    }
    return found;
  }

  /// The process ids of all proxies of this user, whether they can be reached or not.
  public static List<String> processes() {
    return ProxyProcesses.pids();
  }

  /// The folder of the control socket of a proxy that would start here.
  public static Path folder() {
    return ControlFolders.current().own();
  }

  /// The process id of the proxy.
  public String pid() {
    return socket.pid();
  }

  /// Sends a request on a connection of its own.
  ///
  /// @throws IOException if the proxy does not answer; the message names it
  public ControlResponse send(String method, String path, HttpFields fields, String body)
      throws IOException {
    try (SocketConnection connection = connect()) {
      return send(connection, method, path, fields, body);
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

  /// Follows a response that goes on, until the proxy ends it or `reader` wants no more.
  ///
  /// @param reader gets each line without its end, and says whether it wants more
  ///
  /// @throws IOException if the proxy does not answer, or refuses; the message says so
  public void follow(String path, Predicate<String> reader) throws IOException {
    Optional<String> refusal = Optional.empty();
    try (SocketConnection connection = connect()) {
      connection.deadline(Deadline.after(TIMEOUT));
      ByteWriter request = new ByteWriter(256);
      HttpFields fields = HttpFields.of("Host", "heddle");
      new RequestHead("GET", path, HttpVersion.HTTP_1_1, fields).write(request);
      connection.write(request.toBuffer());
      ResponseHead head = ResponseHead.read(connection.reader(), HEAD_LIMIT);
      boolean wanted = head.status() == 200;
      if (!wanted) {
        refusal = Optional.of(body(connection, head).strip());
      }
      connection.deadline(Deadline.NONE);
      while (wanted && connection.reader().peek() >= 0) {
        byte[] line = connection.reader().until((byte) '\n', LINE_LIMIT);
        wanted = reader.test(PrintableText.lines(line));
      }
    } catch (IOException | MalformedException e) {
      throw new IOException("the proxy (pid " + pid() + ") does not answer: " + e.getMessage(), e);
    }
    if (refusal.isPresent()) {
      throw new IOException(refusal.get());
    }
  }

  private static ControlResponse readResponse(SocketConnection connection)
      throws IOException, MalformedException {
    ResponseHead head = ResponseHead.read(connection.reader(), HEAD_LIMIT);
    return new ControlResponse(head.status(), head.fields(), body(connection, head));
  }

  private static String body(SocketConnection connection, ResponseHead head)
      throws IOException, MalformedException {
    int length = Integer.parseInt(head.fields().firstValue("Content-Length").orElse("0"));
    if (length > BODY_LIMIT) {
      throw new MalformedException("the response is too long");
    }
    return PrintableText.lines(connection.reader().bytes(length));
  }
}
