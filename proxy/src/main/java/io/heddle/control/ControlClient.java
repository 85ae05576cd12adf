package io.heddle.control;

import io.heddle.cli.command.CommandException;
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
import java.util.stream.Collectors;
import org.apache.commons.cli.CommandLine;

/// A proxy of the same user that runs in another process.
public record ControlClient(ControlSocket socket) {
  /// The option that chooses one.
  public static final String PID = "pid";

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int HEAD_LIMIT = 16 * 1024;
  private static final int BODY_LIMIT = 16 * 1024 * 1024;

  /// What it says.
  public record Answer(int status, String body) {}

  /// The one that runs, or the one chosen.
  public static ControlClient find(CommandLine arguments) throws CommandException {
    List<ControlSocket> alive = ControlSocket.alive();
    String pid = arguments.getOptionValue(PID);
    List<ControlSocket> meant =
        pid == null ? alive : alive.stream().filter(one -> one.pid().equals(pid)).toList();
    if (meant.isEmpty()) {
      throw CommandException.failed(
          pid == null ? "no proxy of yours runs" : "no proxy of yours runs as process " + pid);
    }
    if (meant.size() > 1) {
      throw CommandException.usage(
          "several proxies run; choose one with --pid: "
              + meant.stream().map(ControlSocket::pid).collect(Collectors.joining(", ")));
    }
    return new ControlClient(meant.getFirst());
  }

  /// The one chosen, or the only one; none if there are several, or none.
  public static Optional<ControlClient> chosenOrOnly(CommandLine arguments)
      throws CommandException {
    return arguments.hasOption(PID) ? Optional.of(find(arguments)) : only();
  }

  /// The only one; none if there are several, or none.
  public static Optional<ControlClient> only() {
    List<ControlSocket> alive = ControlSocket.alive();
    return alive.size() == 1 ? Optional.of(new ControlClient(alive.getFirst())) : Optional.empty();
  }

  /// Asks it for something.
  public Answer ask(String method, String path) throws CommandException {
    try (SocketConnection connection = connect()) {
      return ask(connection, method, path, HttpFields.NONE);
    } catch (IOException | MalformedException e) {
      throw CommandException.failed(
          "the proxy (pid " + socket.pid() + ") does not answer: " + e.getMessage());
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
  public static Answer ask(
      SocketConnection connection, String method, String path, HttpFields fields)
      throws IOException, MalformedException {
    connection.deadline(Deadline.after(PATIENCE));
    ByteWriter request = new ByteWriter(256);
    new RequestHead(method, path, HttpVersion.HTTP_1_1, fields.with("Host", "heddle"))
        .write(request);
    connection.write(request.toBuffer());
    return answer(connection);
  }

  private static Answer answer(SocketConnection connection) throws IOException, MalformedException {
    ResponseHead head = ResponseHead.read(connection.reader(), HEAD_LIMIT);
    int length = Integer.parseInt(head.fields().firstValue("Content-Length").orElse("0"));
    if (length > BODY_LIMIT) {
      throw new MalformedException("too long an answer");
    }
    byte[] body = connection.reader().bytes(length);
    return new Answer(head.status(), new String(body, StandardCharsets.UTF_8));
  }
}
