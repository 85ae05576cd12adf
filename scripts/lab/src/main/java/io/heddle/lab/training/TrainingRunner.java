package io.heddle.lab.training;

import io.heddle.lab.client.ProxyClient;
import io.heddle.lab.client.RequestProtocol;
import io.heddle.lab.origin.OriginServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Program that trains the AOT cache of an image.
///
///     TrainingRunner IMAGE CACHE
///
///     start the proxy ─▶ each tunnel once ─▶ all tunnels at once, in rounds ─▶ SIGTERM
///                                                        the JVM writes CACHE ◀─┘
///
/// A tunnel that fails makes the program fail. A cache trained on errors would show only as a slow
/// start.
public final class TrainingRunner {
  private TrainingRunner() {}

  public static void main(String[] arguments) throws Exception {
    if (arguments.length != 2) {
      throw new IllegalArgumentException("usage: TrainingRunner IMAGE CACHE");
    }
    Path cache = Path.of(arguments[1]);
    try (OriginServer origin = new OriginServer();
        ClosedPort closed = new ClosedPort();
        TrainedProxy proxy = TrainedProxy.start(Path.of(arguments[0]), cache)) {
      try {
        train(proxy.address(), origin.address(), closed.address());
        proxy.stop();
      } catch (Exception e) {
        proxy.printOutput();
        throw e;
      }
    }
    if (!Files.isRegularFile(cache)) {
      throw new IOException("the proxy stopped without writing " + cache);
    }
  }

  private static void train(
      InetSocketAddress proxy, InetSocketAddress origin, InetSocketAddress closed)
      throws Exception {
    ProxyClient client = new ProxyClient(proxy, origin, RequestProtocol.SOCKS5);
    List<TrainingTunnel> tunnels = new ArrayList<>(TrainingPlan.tunnels(origin, closed));
    tunnels.addAll(TrainingPlan.requests(origin, closed));
    // First one by one, so that an error is reported by the simplest tunnel that shows it.
    for (TrainingTunnel tunnel : tunnels) {
      tunnel.run(client);
    }
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Void>> done = new ArrayList<>();
      for (TrainingTunnel tunnel : tunnels) {
        done.add(threads.submit(() -> tunnel.runAllRounds(client)));
      }
      for (Future<Void> one : done) {
        one.get();
      }
    }
  }
}
