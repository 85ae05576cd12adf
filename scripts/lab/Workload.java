import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/// Something to do through a proxy.
///
/// @param what one sentence for the table's head
/// @param costUnit of [Result#cost]
/// @param yieldUnit of [Result#yield]
/// @param protocol that the proxy must speak for it
record Workload(
    String name,
    String what,
    String costUnit,
    String yieldUnit,
    Peer.Protocol protocol,
    Runner runner) {
  private static final double GIBIBYTE = 1 << 30;
  private static final long WARM_UP = 500_000_000L;
  private static final long DURATION = 2_000_000_000L;

  /// Does the work and measures.
  interface Runner {
    Result run(Target target) throws Exception;
  }

  /// Work done until `end` on the clock of [System#nanoTime]; how much of it.
  interface Task {
    long until(long end) throws IOException;
  }

  Result run(Target target) throws Exception {
    return runner.run(target);
  }

  /// Those whose names begin so.
  static List<Workload> named(String beginning) {
    return all().filter(workload -> workload.name().startsWith(beginning)).toList();
  }

  private static Stream<Workload> all() {
    return Stream.of(
        timed("bulk down", "one tunnel", "CPU s/GiB", "GiB/s", 1, GIBIBYTE, Workload::download),
        timed("bulk up", "one tunnel", "CPU s/GiB", "GiB/s", 1, GIBIBYTE, Workload::upload),
        timed("new tunnels", "open, echo a byte, close; 32 at a time", "CPU µs", "per s", 32, 1,
            Workload::tunnels),
        timed("ping-pong 1", "64 bytes there and back, one tunnel", "CPU µs", "per s", 1, 1,
            Workload::pingPong),
        timed("ping-pong 64", "64 bytes there and back, 64 tunnels", "CPU µs", "per s", 64, 1,
            Workload::pingPong),
        chain("https next: new tunnels", "the same, through another proxy in TLS", 32, 1, "CPU µs",
            "per s", Workload::tunnels),
        chain("https next: bulk down", "one tunnel through another proxy in TLS", 1, GIBIBYTE,
            "CPU s/GiB", "GiB/s", Workload::download),
        chain("https next: ping-pong 64", "64 tunnels through another proxy in TLS", 64, 1, "CPU µs",
            "per s", Workload::pingPong),
        tls("TLS bulk down", "one tunnel", "CPU s/GiB", "GiB/s", 1, GIBIBYTE, Workload::download),
        tls("TLS bulk up", "one tunnel", "CPU s/GiB", "GiB/s", 1, GIBIBYTE, Workload::upload),
        tls("TLS connections", "shake hands, open, echo a byte, close; 16 at a time", "CPU µs",
            "per s", 16, 1, Workload::tunnels),
        http("GET 6 bytes", 6),
        http("GET 64 KiB", 64 * 1024),
        datagrams(1, 64),
        datagrams(1, 512),
        datagrams(1, 1400),
        datagrams(8, 64),
        datagrams(8, 512),
        datagrams(8, 1400),
        datagrams(16, 1200),
        new Workload("idle", "2000 tunnels that have echoed a byte", "kB RSS each", "kB RSS before",
            Peer.Protocol.SOCKS, Workload::idle));
  }

  private static Workload chain(
      String name, String what, int threads, double unit, String cost, String yield,
      Function<Target, Task> task) {
    return timed(
        name, what, cost, yield, Peer.Protocol.CHAIN, target -> target.warmUp().toNanos(), threads,
        unit, task);
  }

  /// Up to 32 on their way with one association, 8 with each of several.
  private static Workload datagrams(int associations, int size) {
    return timed(
        "UDP " + size + " on " + associations,
        "datagrams of so many bytes there and back, on so many associations", "CPU µs", "per s",
        Peer.Protocol.UDP, target -> 4 * WARM_UP, associations, 1,
        target -> new Datagrams(target, size, associations == 1 ? 32 : 8));
  }

  private static Workload http(String name, int length) {
    return timed(
        name, "HTTP requests that are forwarded, 16 connections that are kept", "CPU µs", "per s",
        Peer.Protocol.HTTP, target -> target.warmUp().toNanos(), 16, 1,
        target -> gets(target, length));
  }

  private static Workload tls(
      String name, String what, String cost, String yield, int threads, double unit,
      Function<Target, Task> task) {
    return timed(
        name, what, cost, yield, Peer.Protocol.TLS, target -> target.warmUp().toNanos(), threads,
        unit, task);
  }

  /// A task for some time on so many threads; cost in seconds for big units, in µs for small ones.
  private static Workload timed(
      String name, String what, String cost, String yield, int threads, double unit,
      Function<Target, Task> task) {
    return timed(name, what, cost, yield, Peer.Protocol.SOCKS, target -> WARM_UP, threads, unit, task);
  }

  private static Workload timed(
      String name, String what, String cost, String yield, Peer.Protocol protocol,
      ToLongFunction<Target> warmUp, int threads, double unit, Function<Target, Task> task) {
    double scale = unit == 1 ? 1e6 : 1;
    return new Workload(
        name, what, cost, yield, protocol,
        target -> {
          measure(target, threads, warmUp.applyAsLong(target), task);
          double cpu = target.cpuSeconds();
          long begin = System.nanoTime();
          double units = measure(target, threads, DURATION, task) / unit;
          double seconds = (System.nanoTime() - begin) / 1e9;
          return new Result((target.cpuSeconds() - cpu) / units * scale, units / seconds);
        });
  }

  private static long measure(
      Target target, int threads, long nanos, Function<Target, Task> task)
      throws Exception {
    long end = System.nanoTime() + nanos;
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Long>> parts = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        parts.add(executor.submit(() -> task.apply(target).until(end)));
      }
      long sum = 0;
      for (Future<Long> part : parts) {
        sum += part.get();
      }
      return sum;
    }
  }

  private static Task download(Target target) {
    return end -> {
      try (Socket socket = target.open('S')) {
        InputStream in = socket.getInputStream();
        byte[] block = new byte[256 * 1024];
        long bytes = 0;
        while (System.nanoTime() < end) {
          bytes += in.read(block);
        }
        return bytes;
      }
    };
  }

  /// Counts what has arrived: the origin acknowledges each MiB, and 16 may be on their way.
  private static Task upload(Target target) {
    return end -> {
      try (Socket socket = target.open('K')) {
        OutputStream out = socket.getOutputStream();
        byte[] block = new byte[1 << 20];
        long sent = 0;
        long arrived = 0;
        while (System.nanoTime() < end) {
          out.write(block);
          sent++;
          while (sent - arrived > 16 || socket.getInputStream().available() > 0) {
            arrived += socket.getInputStream().readNBytes(1).length;
          }
        }
        return arrived * block.length;
      }
    };
  }

  private static Task tunnels(Target target) {
    return end -> {
      long count = 0;
      while (System.nanoTime() < end) {
        try (Socket socket = target.open('E')) {
          echo(socket, new byte[1]);
        }
        count++;
      }
      return count;
    };
  }

  private static Task pingPong(Target target) {
    return end -> {
      try (Socket socket = target.open('E')) {
        byte[] message = new byte[64];
        long count = 0;
        while (System.nanoTime() < end) {
          echo(socket, message);
          count++;
        }
        return count;
      }
    };
  }

  /// A proxy that closes a connection after its response is given a new one.
  private static Task gets(Target target, int length) {
    byte[] request = target.get(length).getBytes(US_ASCII);
    return end -> {
      long count = 0;
      while (System.nanoTime() < end) {
        try (Socket socket = target.connect()) {
          HttpHeads heads = new HttpHeads(socket.getInputStream());
          boolean kept = false;
          while (System.nanoTime() < end) {
            socket.getOutputStream().write(request);
            String head = heads.next();
            if (head.isEmpty() && kept) {
              break;
            }
            if (!head.startsWith("HTTP/1.1 200 ") && !head.startsWith("HTTP/1.0 200 ")) {
              throw new IOException("not a response: " + head);
            }
            heads.skip(length);
            count++;
            kept = true;
          }
        }
      }
      return count;
    };
  }

  private static Result idle(Target target) throws Exception {
    double before = target.residentKilobytes();
    List<Socket> sockets = new ArrayList<>();
    try {
      for (int i = 0; i < 2000; i++) {
        Socket socket = target.open('E');
        sockets.add(socket);
        echo(socket, new byte[1]);
      }
      return new Result((target.residentKilobytes() - before) / sockets.size(), before);
    } finally {
      for (Socket socket : sockets) {
        socket.close();
      }
    }
  }

  private static void echo(Socket socket, byte[] message) throws IOException {
    socket.getOutputStream().write(message);
    if (socket.getInputStream().readNBytes(message.length).length < message.length) {
      throw new IOException("the echo is cut short");
    }
  }
}
