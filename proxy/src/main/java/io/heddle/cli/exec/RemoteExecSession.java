package io.heddle.cli.exec;

import io.heddle.app.AppException;
import io.heddle.cli.command.RunningProxy;
import io.heddle.control.ControlClient;
import io.heddle.http1.HttpFields;
import io.heddle.net.SocketConnection;
import io.heddle.net.scheduler.BlockingCalls;
import io.heddle.net.scheduler.Schedulers;
import io.heddle.wire.MalformedException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Session at the running proxy, which keeps it while a connection of this process is open.
///
/// When that proxy ends, the next one with the same configuration is asked for a session at the same
/// addresses, since the child process knows no others. Until then its programs find a closed port.
/// To serve them in this process meanwhile was rejected, and so was a proxy with another
/// configuration: both may know other rules.
final class RemoteExecSession implements ExecProxy {
  /// The time between two searches for the next proxy.
  private static final Duration RETRY_PERIOD = Duration.ofMillis(200);

  private static final Duration SEARCH_LIMIT = Duration.ofSeconds(5);

  private final BlockingCalls searches = new BlockingCalls("search", 1);

  private final SessionRequest request;
  private final String config;
  private final Thread keeper;
  private volatile ControlClient proxy;
  private boolean otherTold;

  private RemoteExecSession(
      ControlClient proxy, SessionRequest request, String config, SocketConnection connection) {
    this.proxy = proxy;
    this.request = request;
    this.config = config;
    // Not by the JDK's scheduler: its pollers would delay the end of the program.
    keeper = Schedulers.shared().newThread(() -> keep(connection));
    keeper.setName("exec-session");
    keeper.start();
  }

  /// Requests a session, which the caller closes.
  ///
  /// @return empty if the proxy does not answer, or cannot host sessions, as an older version
  /// @throws AppException if there is no such outbound
  static Optional<RemoteExecSession> open(ControlClient proxy, SessionRequest requested)
      throws AppException {
    try {
      Optional<GrantedSession> granted = GrantedSession.request(proxy, requested);
      if (granted.isEmpty()) {
        return Optional.empty();
      }
      GrantedSession first = granted.get();
      String config = first.config().orElseGet(() -> RunningProxy.of(proxy).config());
      return Optional.of(
          new RemoteExecSession(
              proxy, requested.again(first.session()), config, first.connection()));
    } catch (IOException | MalformedException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  @Override
  public ExecSession session() {
    return request.session();
  }

  /// Only of the proxy that serves now: one before it has ended with its figures.
  @Override
  public Optional<SessionReport> report() {
    return ask("").map(SessionReport::parse);
  }

  @Override
  public Optional<String> learned() {
    return ask("&" + ExecSessionHost.LEARNED + "=yes");
  }

  private Optional<String> ask(String more) {
    String path =
        ExecSessionHost.PATH
            + "?"
            + ExecSessionHost.LISTENER
            + "="
            + request.session().withoutLogin()
            + more;
    try {
      ControlClient.ControlResponse response = proxy.send("GET", path, HttpFields.NONE, "");
      return response.status() == 200 ? Optional.of(response.body()) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private void keep(SocketConnection first) {
    try {
      SocketConnection connection = first;
      while (true) {
        awaitEnd(connection);
        connection = reopen();
      }
    } catch (InterruptedException e) {
      // The session is closed.
    }
  }

  /// Waits until the proxy ends.
  private static void awaitEnd(SocketConnection connection) throws InterruptedException {
    try (connection) {
      connection.awaitEnd();
    } catch (IOException e) {
      // The proxy has ended.
    }
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
  }

  private SocketConnection reopen() throws InterruptedException {
    while (true) {
      Thread.sleep(RETRY_PERIOD);
      request.closeWaiting();
      Optional<ControlClient> next = search();
      Optional<GrantedSession> granted = next.flatMap(this::requestAgain);
      if (granted.isPresent()) {
        proxy = next.orElseThrow();
        System.err.println(
            "heddle: the proxy has ended; "
                + request.session().user()
                + " goes on through that with pid "
                + next.orElseThrow().pid()
                + ", which has the same configuration");
        return granted.get().connection();
      }
    }
  }

  /// Looks for the next proxy, which reads a folder.
  private Optional<ControlClient> search() {
    try {
      return searches.call(SEARCH_LIMIT, this::findSame);
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private Optional<ControlClient> findSame() {
    List<RunningProxy> running = ControlClient.all().stream().map(RunningProxy::of).toList();
    Optional<ControlClient> same =
        running.stream()
            .filter(proxy -> proxy.config().equals(config) && !proxy.listeners().isEmpty())
            .findFirst()
            .map(RunningProxy::client);
    if (same.isEmpty() && !running.isEmpty() && !otherTold) {
      otherTold = true;
      System.err.println(
          "heddle: the proxy has ended; "
              + request.session().user()
              + " waits for one with the same configuration, which is not that of "
              + running.getFirst().origin());
    }
    return same;
  }

  private Optional<GrantedSession> requestAgain(ControlClient proxy) {
    try {
      return GrantedSession.request(proxy, request);
    } catch (IOException | MalformedException | IllegalArgumentException | AppException e) {
      // The proxy may not have started yet, or may get the missing outbound by a reload.
      return Optional.empty();
    }
  }

  /// Ends the session. The end of this process would end it, too.
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
