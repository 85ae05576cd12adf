import static java.util.stream.Collectors.joining;

import java.io.IOException;
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

  /// Enough to tell a thread for each of them from the threads that a proxy has anyway.
  private static final int FEW = 100;

  /// For all else that runs.
  private static final int SPARE_THREADS = 500;

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

  /// Looks at the threads that a few tunnels take: a proxy that runs out of them lets its clients
  /// wait, and leaves none to the other programs.
  ///
  /// @throws IOException if there are not enough for all
  private void expectThreads(Target target, List<Socket> few) throws IOException {
    long each = target.running().orElseThrow().threads() / few.size();
    if (each * count > Threads.most() - SPARE_THREADS) {
      throw new IOException(
          "it has a thread for each tunnel, and all programs here may have no more than "
              + Threads.most());
    }
  }

  @Override
  public Result run(Target target) throws Exception {
    double before = target.memory().resident();
    List<Socket> sockets = new ArrayList<>(open(target, FEW));
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<List<Socket>>> parts = new ArrayList<>();
      expectThreads(target, sockets);
      int tunnels = Math.min(count, most()) - FEW;
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
