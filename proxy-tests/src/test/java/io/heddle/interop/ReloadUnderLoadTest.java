package io.heddle.interop;

import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.support.HeddleImage;
import io.heddle.support.Origin;
import io.heddle.support.Peer;
import io.heddle.support.TestFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Reloads and changes of a list, one after the other, while clients open tunnels at a steady rate.
@Tag("real-client")
class ReloadUnderLoadTest {
  private static final int CLIENTS = 4;
  private static final int TUNNELS_OF_A_CLIENT = 250;

  /// Between two tunnels of one client: 200 a second in all.
  private static final long PERIOD_NANOS = 20_000_000;

  @TempDir private Path folder;
  private final Queue<String> mistakes = new ConcurrentLinkedQueue<>();

  /// A configuration that differs from that of every other number.
  private static String config(int number) {
    return """
    inbounds: [{listen: "127.0.0.1:0"}]
    lists: {ads: {file: ads.hosts}}
    rules:
      - {lists: [ads], to: block}
      - {domains: [other%d.example], to: block}
    """
        .formatted(number);
  }

  private static String names(int number) {
    return IntStream.range(0, 5000 + number)
            .mapToObj(i -> "0.0.0.0 ads" + i + ".example\n")
            .collect(joining())
        + "always.example\n";
  }

  private void exchange(String name, String text) throws IOException {
    Path next = TestFiles.write(folder.resolve(name + ".new"), text);
    Files.move(
        next,
        folder.resolve(name),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }

  private void openTunnels(HeddleImage proxy, Origin origin) {
    long start = System.nanoTime();
    for (int i = 0; i < TUNNELS_OF_A_CLIENT; i++) {
      LockSupport.parkNanos(start + i * PERIOD_NANOS - System.nanoTime());
      expect("HTTP/1.1 200", proxy, origin.address().toString());
      if (i % 10 == 0) {
        expect("HTTP/1.1 403", proxy, "always.example:443");
      }
    }
  }

  private void expect(String status, HeddleImage proxy, String target) {
    try (Peer client = proxy.client()) {
      String head = client.sendsText("CONNECT " + target + " HTTP/1.1\r\n\r\n").receivesHead();
      if (!head.startsWith(status)) {
        mistakes.add(target + ": " + head);
      }
    } catch (RuntimeException | AssertionError e) {
      mistakes.add(target + ": " + e);
    }
  }

  /// Accepts all tunnels, in any order.
  private static Thread acceptingAll(Origin origin) {
    return Thread.startVirtualThread(() -> {
      for (int i = 0; i < CLIENTS * TUNNELS_OF_A_CLIENT; i++) {
        origin.accept().close();
      }
    });
  }

  private static long logged(HeddleImage proxy, String part) {
    return proxy.log().stream().filter(line -> line.contains(part)).count();
  }

  @Test
  void noTunnelIsRefusedOrLetThroughByMistake() throws Exception {
    exchange("ads.hosts", names(0));
    exchange("heddle.yaml", config(0));
    try (Origin origin = Origin.start();
        HeddleImage proxy = HeddleImage.start(folder.resolve("heddle.yaml"))) {
      Thread accepting = acceptingAll(origin);
      List<Thread> clients = new ArrayList<>();
      for (int i = 0; i < CLIENTS; i++) {
        clients.add(Thread.ofPlatform().start(() -> openTunnels(proxy, origin)));
      }
      int changes = 0;
      while (clients.stream().anyMatch(Thread::isAlive)) {
        changes++;
        exchange("ads.hosts", names(changes));
        exchange("heddle.yaml", config(changes));
        proxy.process().signal("HUP");
        LockSupport.parkNanos(10 * PERIOD_NANOS);
      }
      accepting.join();
      assertEquals(List.of(), List.copyOf(mistakes));
      assertEquals(0, logged(proxy, "not reloaded"));
      assertTrue(logged(proxy, "reloaded ") >= 5, () -> String.join("\n", proxy.log()));
      assertTrue(logged(proxy, "list ads: ") >= 5, () -> String.join("\n", proxy.log()));
    }
  }
}
