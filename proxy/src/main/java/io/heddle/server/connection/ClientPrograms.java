package io.heddle.server.connection;

import io.heddle.address.Address;
import io.heddle.address.Endpoint;
import io.heddle.address.Host;
import io.heddle.jdk.BlockingCheck;
import io.heddle.net.peer.LocalProgram;
import io.heddle.net.peer.ProcessTable;
import io.heddle.net.peer.SocketOwner.OpenSocket;
import io.heddle.net.peer.SocketOwners;
import io.heddle.net.scheduler.BlockingCalls;
import io.heddle.net.scheduler.NoResultException;
import io.heddle.request.PrintableText;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.tinylog.Logger;

/// Finder of the programs of clients with loopback addresses.
///
/// A program is found after the fact, by a thread of its own, while the connection goes on. New
/// connections are put into a queue while somebody reads the log or the page. All that are in it are
/// searched for at once, and then the thread rests thirty times as long, 0.3 seconds at most. So a
/// connection waits for nothing, and one that ends before it is its turn has no name. A rule that asks
/// for programs waits for the answer, for a limited time.
public final class ClientPrograms {
  private static final int MAX_WAITING = 256;
  private static final int MAX_NAME = 100;
  private static final int REST_FACTOR = 30;
  private static final long MAX_REST_NANOS = Duration.ofMillis(300).toNanos();
  private static final long IDLE_SECONDS = 10;
  private static final Duration LIMIT = Duration.ofMillis(500);

  private final BlockingQueue<LiveConnection> waiting = new ArrayBlockingQueue<>(MAX_WAITING);
  private final ProcessTable processes = new ProcessTable();
  private final BlockingCalls questions = new BlockingCalls("client-programs", 2);
  private boolean running;

  /// Finds the program of a new connection, soon and in another thread. Connections are left out while
  /// too many wait.
  void add(LiveConnection connection) {
    if (endpoints(connection).isPresent() && waiting.offer(connection)) {
      startIfNeeded();
    }
  }

  private synchronized void startIfNeeded() {
    if (!running) {
      running = true;
      Thread.ofPlatform().daemon().name("client-programs").start(this::run);
    }
  }

  private void run() {
    try {
      while (awaitWork()) {
        long start = System.nanoTime();
        List<LiveConnection> batch = new ArrayList<>();
        waiting.drainTo(batch);
        name(batch);
        long rest = REST_FACTOR * (System.nanoTime() - start);
        TimeUnit.NANOSECONDS.sleep(Math.min(rest, MAX_REST_NANOS));
      }
    } catch (InterruptedException e) {
      // Nobody interrupts it.
      Thread.currentThread().interrupt();
    }
  }

  private boolean awaitWork() throws InterruptedException {
    Optional<LiveConnection> next =
        Optional.ofNullable(waiting.poll(IDLE_SECONDS, TimeUnit.SECONDS));
    next.ifPresent(waiting::offer);
    synchronized (this) {
      running = !waiting.isEmpty();
      return running;
    }
  }

  /// Finds the programs of open connections now, for somebody who looks at them. May take some
  /// milliseconds.
  public void name(Collection<LiveConnection> connections) {
    assert BlockingCheck.isAllowed();
    Map<Integer, LiveConnection> byInode = new HashMap<>();
    try {
      for (LiveConnection connection : connections) {
        if (connection.program().isEmpty()) {
          inode(connection).ifPresent(inode -> byInode.put(inode, connection));
        }
      }
      if (!byInode.isEmpty()) {
        Map<Integer, LocalProgram> found = find(byInode.keySet());
        byInode.forEach((inode, connection) ->
            connection.setProgram(found.getOrDefault(inode, LocalProgram.UNKNOWN)));
      }
    } catch (IOException | RuntimeException e) {
      Logger.debug("cannot find the programs of clients: {}", e.toString());
    }
  }

  private synchronized Map<Integer, LocalProgram> find(Collection<Integer> inodes)
      throws IOException {
    return processes.find(inodes);
  }

  /// The program of a connection, found now if it was not sought before; for a rule that asks for it.
  ///
  /// @throws IOException if the calling thread was interrupted
  LocalProgram find(LiveConnection connection) throws IOException {
    if (connection.program().isEmpty() && endpoints(connection).isPresent()) {
      try {
        questions.call(
            LIMIT,
            () -> {
              name(List.of(connection));
              return connection.program();
            });
      } catch (NoResultException e) {
        Logger.debug("the program of {} is not found in time", connection.client());
      }
    }
    return connection.program().orElse(LocalProgram.UNKNOWN);
  }

  /// The name of the program of a client; empty if it has not been found.
  public static String nameOf(LiveConnection connection) {
    return connection
        .program()
        .map(program -> PrintableText.word(program.name(), MAX_NAME))
        .orElse("");
  }

  private static Optional<Integer> inode(LiveConnection connection) throws IOException {
    Optional<SocketEnds> ends = endpoints(connection);
    return ends.isPresent()
            && SocketOwners.find(ends.get().client(), ends.get().server())
                instanceof OpenSocket(int _, int inode)
        ? Optional.of(inode)
        : Optional.empty();
  }

  /// Ends of a connection of a client on this machine.
  private record SocketEnds(Endpoint client, Endpoint server) {}

  /// The ends of a connection; empty unless the client has a loopback address, and on systems that do
  /// not tell. A listener at all addresses has been reached at the address of the client.
  private static Optional<SocketEnds> endpoints(LiveConnection connection) {
    Address client = connection.client();
    if (client instanceof Endpoint from
        && from.isLoopback()
        && connection.listener() instanceof Endpoint to
        && SocketOwners.isPlatformSupported()) {
      boolean any = to.host() instanceof Host.Ip ip && isAny(ip.address());
      return Optional.of(new SocketEnds(from, any ? new Endpoint(from.host(), to.port()) : to));
    }
    return Optional.empty();
  }

  private static boolean isAny(InetAddress address) {
    return address.isAnyLocalAddress();
  }
}
