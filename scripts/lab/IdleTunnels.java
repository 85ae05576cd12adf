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
/// @param work for how long others are opened and closed before
record IdleTunnels(int count, Duration work) implements Exercise.Step {
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
    work(target);
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

  private void work(Target target) throws Exception {
    if (work.isZero()) {
      return;
    }
    long end = System.nanoTime() + work.toNanos();
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Void>> workers = new ArrayList<>();
      for (int i = 0; i < OPENERS; i++) {
        workers.add(executor.submit(() -> workUntil(end, target)));
      }
      for (Future<Void> worker : workers) {
        worker.get();
      }
    }
    Thread.sleep(SETTLE);
  }

  private static Void workUntil(long end, Target target) throws Exception {
    while (System.nanoTime() < end) {
      open(target, 1).getFirst().close();
    }
    return null;
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
