package io.heddle.cli.exec;

import io.heddle.app.AppException;
import io.heddle.app.ExitCode;
import io.heddle.control.ControlClient;
import io.heddle.http1.HttpFields;
import io.heddle.net.SocketConnection;
import io.heddle.time.Deadline;
import io.heddle.wire.MalformedException;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/// A command's place at the proxy that runs, which keeps it as long as this process is connected.
///
/// When that proxy ends, the next one is asked for the same place, since the command's programs
/// have been told of no other. Until there is one, they find a closed port: to serve them here
/// meanwhile was rejected, for this process may know of other rules.
final class RemoteExecSession implements ExecProxy {
  /// Between two looks for the next proxy.
  private static final Duration PERIOD = Duration.ofMillis(200);

  private final ExecSession place;
  private final Optional<String> outbound;
  private final Thread keeper;

  private RemoteExecSession(
      ExecSession place, Optional<String> outbound, SocketConnection connection) {
    this.place = place;
    this.outbound = outbound;
    keeper = Thread.ofVirtual().name("place").start(() -> keep(connection));
  }

  /// Asks for a place, which the caller closes.
  ///
  /// @param outbound which everything takes, if not by the rules
  /// @return none if the proxy does not answer, or has none to give, as one of an older version
  /// @throws CommandException if there is no such outbound
  static Optional<RemoteExecSession> at(
      ControlClient proxy, ExecSession wanted, Optional<String> outbound) throws AppException {
    try {
      return ask(proxy, wanted, outbound)
          .map(answer -> new RemoteExecSession(answer.place(), outbound, answer.connection()));
    } catch (IOException | MalformedException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /// @param connection that keeps the place
  private record Answer(ExecSession place, SocketConnection connection) {}

  private static Optional<Answer> ask(
      ControlClient proxy, ExecSession wanted, Optional<String> outbound)
      throws IOException, MalformedException, AppException {
    SocketConnection connection = proxy.connect();
    Optional<Answer> answer = Optional.empty();
    try {
      answer = ask(connection, wanted, ExecSessionHost.question(wanted, outbound));
      return answer;
    } finally {
      if (answer.isEmpty()) {
        connection.close();
      }
    }
  }

  private static Optional<Answer> ask(
      SocketConnection connection, ExecSession wanted, HttpFields question)
      throws IOException, MalformedException, AppException {
    ControlClient.ControlResponse answer =
        ControlClient.send(connection, ExecSessionHost.METHOD, ExecSessionHost.PATH, question);
    connection.deadline(Deadline.NONE);
    return switch (answer.status()) {
      case 200 -> {
        ExecSession place = wanted.at(ExecSessionHost.addresses(answer.body()));
        yield Optional.of(new Answer(place, connection));
      }
      case 422 -> throw new AppException(ExitCode.BAD_INPUT, answer.body().stripTrailing());
      default -> Optional.empty();
    };
  }

  @Override
  public ExecSession place() {
    return place;
  }

  private void keep(SocketConnection first) {
    try {
      SocketConnection connection = first;
      while (true) {
        stay(connection);
        connection = next();
      }
    } catch (InterruptedException e) {
      // It is not needed any more.
    }
  }

  /// Returns when the proxy is gone.
  private static void stay(SocketConnection connection) throws InterruptedException {
    try (connection) {
      connection.awaitReadable();
    } catch (IOException e) {
      // So it is.
    }
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
  }

  private SocketConnection next() throws InterruptedException {
    while (true) {
      Thread.sleep(PERIOD);
      Optional<Answer> answer = ControlClient.only().flatMap(this::askAgain);
      if (answer.isPresent()) {
        return answer.get().connection();
      }
    }
  }

  private Optional<Answer> askAgain(ControlClient proxy) {
    try {
      return ask(proxy, place, outbound);
    } catch (IOException | MalformedException | IllegalArgumentException | AppException e) {
      // It may be about to start, or be given what it lacks.
      return Optional.empty();
    }
  }

  /// Gives the place back. The end of this process would do it, too.
  @Override
  public void close() {
    keeper.interrupt();
    try {
      keeper.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
