package io.heddle.server.connection;

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
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.tinylog.Logger;

/// Finder of the programs of clients with loopback addresses.
///
/// A program is found after the fact, by a thread of its own, while the connection goes on. New
/// connections only wake it, while somebody reads the log or the page. It searches for all open
/// connections at once, and then rests a hundred times as long, two seconds at most: so it takes a
/// hundredth of one processor under any load. A connection that ends before has no name. A rule that
/// asks for programs waits for the answer, for a limited time.
public final class ClientPrograms {
  private static final int MAX_NAME = 100;
  private static final int REST_FACTOR = 100;
  private static final long MAX_REST_NANOS = Duration.ofSeconds(2).toNanos();
  private static final long IDLE_SECONDS = 10;
  private static final Duration LIMIT = Duration.ofMillis(500);

  private final Supplier<Collection<LiveConnection>> open;
  private final ProcessTable processes = new ProcessTable();
  private final BlockingCalls questions = new BlockingCalls("client-programs", 2);
  private final Semaphore wakeups = new Semaphore(0);
  private volatile boolean due;
  private boolean running;

  /// @param open tells the open connections
  ClientPrograms(Supplier<Collection<LiveConnection>> open) {
    this.open = open;
  }

  /// Has the program of a new connection found, soon and in another thread.
  void connected(LiveConnection connection) {
    if (!due && isLocal(connection)) {
      wakeUp();
    }
  }

  private synchronized void wakeUp() {
    if (due) {
      return;
    }
    due = true;
    if (running) {
      wakeups.release();
    } else {
      running = true;
      Thread.ofPlatform().daemon().name("client-programs").start(this::run);
    }
  }

  private void run() {
    try {
      while (awaitWork()) {
        long start = System.nanoTime();
        due = false;
        name(open.get());
        long rest = REST_FACTOR * (System.nanoTime() - start);
        TimeUnit.NANOSECONDS.sleep(Math.min(rest, MAX_REST_NANOS));
      }
    } catch (InterruptedException e) {
      // Nobody interrupts it.
      Thread.currentThread().interrupt();
    }
  }

  private boolean awaitWork() throws InterruptedException {
    if (!due) {
      boolean _ = wakeups.tryAcquire(IDLE_SECONDS, TimeUnit.SECONDS);
    }
    wakeups.drainPermits();
    synchronized (this) {
      running = due;
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
        if (connection.program().found().isEmpty()) {
          inode(connection).ifPresent(inode -> byInode.put(inode, connection));
        }
      }
      if (!byInode.isEmpty()) {
        Map<Integer, LocalProgram> found = find(byInode.keySet());
        byInode.forEach((inode, connection) ->
            connection.program().setFound(found.getOrDefault(inode, LocalProgram.UNKNOWN)));
      }
    } catch (IOException | RuntimeException e) {
      Logger.debug("cannot find the programs of clients: {}", e.toString());
    }
  }

  private Map<Integer, LocalProgram> find(Collection<Integer> inodes) throws IOException {
    synchronized (processes) {
      return processes.find(inodes);
    }
  }

  /// The program of a connection, found now if it was not sought before; for a rule that asks for it.
  ///
  /// @throws IOException if the calling thread was interrupted
  LocalProgram find(LiveConnection connection) throws IOException {
    if (connection.program().found().isEmpty() && isLocal(connection)) {
      try {
        questions.call(
            LIMIT,
            () -> {
              name(List.of(connection));
              return connection.program().found();
            });
      } catch (NoResultException e) {
        Logger.debug("the program of {} is not found in time", connection.client());
      }
    }
    return connection.program().found().orElse(LocalProgram.UNKNOWN);
  }

  /// The name of the program of a client; empty if it has not been found.
  public static String nameOf(LiveConnection connection) {
    return connection
        .program()
        .found()
        .map(program -> PrintableText.word(program.name(), MAX_NAME))
        .orElse("");
  }

  /// The inode of the client's socket: that which its listener has asked for to know its user, or else
  /// asked for now.
  private static Optional<Integer> inode(LiveConnection connection) throws IOException {
    Optional<Integer> known = connection.program().socketInode();
    if (known.isPresent() || !isLocal(connection)) {
      return known;
    }
    Endpoint client = (Endpoint) connection.client();
    Endpoint listener = (Endpoint) connection.listener();
    // A listener at all addresses has been reached at the address of the client.
    boolean any = listener.host() instanceof Host.Ip ip && isAny(ip.address());
    Endpoint server = any ? new Endpoint(client.host(), listener.port()) : listener;
    return SocketOwners.find(client, server) instanceof OpenSocket(int _, int inode)
        ? Optional.of(inode)
        : Optional.empty();
  }

  /// Whether the client is on this machine, and the system tells its socket.
  private static boolean isLocal(LiveConnection connection) {
    return connection.client() instanceof Endpoint client
        && client.isLoopback()
        && connection.listener() instanceof Endpoint
        && SocketOwners.isPlatformSupported();
  }

  private static boolean isAny(InetAddress address) {
    return address.isAnyLocalAddress();
  }
}
