package io.heddle.server;

import io.heddle.address.Address;
import io.heddle.concurrent.TaskScope;
import io.heddle.net.Listener;
import io.heddle.net.SocketConnection;
import io.heddle.net.TcpOptions;
import io.heddle.net.scheduler.SchedulerFactory;
import java.io.IOException;
import java.time.Duration;
import org.tinylog.Logger;

/// Accepts the connections of one listener, each into a task of this acceptor's scope.
final class Acceptor implements Runnable {
  /// Between two tries when there is no descriptor left. Connections that end meanwhile make room.
  private static final Duration PAUSE = Duration.ofMillis(50);

  private final Address configured;
  private final Listener listener;
  private final LiveConnections connections;
  private volatile ListenerContext duty;

  /// @param configured where it was told to listen
  /// @param listener closed by [#close]
  Acceptor(Address configured, Listener listener, ListenerContext duty) {
    this.configured = configured;
    this.listener = listener;
    this.connections = duty.services().connections();
    this.duty = duty;
    // The log, too, must have been used before it is needed: it may open files.
    Logger.debug("accepting on {}", address());
  }

  /// Where it listens, with the real port.
  Address address() {
    return listener.address();
  }

  /// Where it was told to listen.
  Address configured() {
    return configured;
  }

  /// What its clients get at present.
  ListenerContext duty() {
    return duty;
  }

  /// From now on, clients get this.
  void turnTo(ListenerContext newDuty) {
    duty = newDuty;
  }

  /// Stops accepting; connections go on.
  void close() {
    try {
      listener.close();
    } catch (IOException e) {
      Logger.warn("closing the listener on {}: {}", address(), e.getMessage());
    }
  }

  /// Accepts until closed, then waits for the connections; cancels them if interrupted.
  @Override
  public void run() {
    try (var scope = TaskScope.open(SchedulerFactory.roundRobin())) {
      boolean paused = false;
      while (listener.isOpen()) {
        try {
          SocketConnection client = listener.accept();
          scope.fork(() -> serve(client));
          paused = false;
        } catch (IOException | RuntimeException | Error e) {
          // Whatever it is, a proxy that no longer accepts is worse.
          paused = pause(e, paused);
        }
      }
      scope.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Waits a little after a failure to accept, and says so once for each run of failures.
  private boolean pause(Throwable failure, boolean paused) throws InterruptedException {
    if (listener.isOpen()) {
      if (!paused) {
        Logger.warn("cannot accept on {}: {}; trying again", address(), failure);
      }
      Thread.sleep(PAUSE);
    }
    return true;
  }

  private Void serve(SocketConnection client) {
    try (client) {
      TcpOptions.apply(client.channel());
      connections.run(client.remote(), address(), new ConnectionSetup(this::duty, client));
      return null;
    }
  }
}
