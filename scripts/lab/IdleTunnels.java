import static java.util.stream.Collectors.joining;

import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// The memory of tunnels that have echoed a byte and rest.
///
/// @param count of tunnels; fewer if this process may not open two descriptors for each
record IdleTunnels(int count) implements Exercise.Step {
  /// Until what only the opening took is given back.
  private static final Duration SETTLE = Duration.ofSeconds(2);

  private static final int OPENERS = 32;

  /// What this process can hold both ends of, besides all else.
  private static int most() {
    return (int) Math.max(1, (Machine.descriptors() - 200) / 2);
  }

  /// What to tell of the exercises that this process has too few descriptors for.
  static Optional<String> shortage(List<Session> sessions) {
    String names =
        sessions.stream()
            .flatMap(session -> session.exercises().stream())
            .filter(one -> one.step() instanceof IdleTunnels idle && idle.count() > most())
            .map(one -> one.row().name())
            .collect(joining(", "));
    return names.isEmpty()
        ? Optional.empty()
        : Optional.of(
            names
                + ": with "
                + most()
                + " tunnels only, since ulimit -n is "
                + Machine.descriptors());
  }

  @Override
  public Result run(Target target) throws Exception {
    double before = target.memory().resident();
    List<Socket> sockets = new ArrayList<>();
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<List<Socket>>> parts = new ArrayList<>();
      int tunnels = Math.min(count, most());
      for (int i = 0; i < OPENERS; i++) {
        int share = (tunnels + i) / OPENERS;
        parts.add(executor.submit(() -> open(target, share)));
      }
      for (Future<List<Socket>> part : parts) {
        sockets.addAll(part.get());
      }
      Thread.sleep(SETTLE);
      double each = (target.memory().resident() - before) / sockets.size();
      return new Result(each, before / 1000);
    } finally {
      for (Socket socket : sockets) {
        socket.close();
      }
    }
  }

  private static List<Socket> open(Target target, int count) throws Exception {
    List<Socket> sockets = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Socket socket = target.open('E');
      sockets.add(socket);
      Task.echo(socket, new byte[1]);
    }
    return sockets;
  }
}
