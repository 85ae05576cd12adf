package io.heddle.server;

import io.heddle.address.Address;
import io.heddle.route.Rule;
import io.heddle.route.RuleBlocks;
import io.heddle.server.connection.LiveConnection;
import io.heddle.server.connection.LiveConnections;
import io.heddle.server.metrics.ServerMetrics;
import io.heddle.server.metrics.TrafficTotals;
import io.heddle.time.Deadline;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/// Running proxy: it owns the listeners and the threads of connections, and shuts them down.
///
/// Started once by [#start], ended once by [#drain]. Between the two, [#reload] exchanges the
/// configuration any number of times.
public final class ProxyServer {
  private final RootTaskScope root = new RootTaskScope();
  private final ServerRuntime runtime;
  private ActiveConfiguration configured;
  private RuleBlocks temporary = RuleBlocks.NONE;
  private volatile ActiveConfiguration configuration;
  private volatile List<Acceptor> acceptors = List.of();
  private final Set<AdditionalListeners> auxiliaries = new HashSet<>();
  private final Object reloadLock = new Object();
  private volatile boolean ended;

  private ProxyServer(ServerRuntime runtime, ActiveConfiguration configuration) {
    this.runtime = runtime;
    this.configured = configuration;
    this.configuration = configuration;
  }

  /// Opens all listeners of the configuration, or none, then serves in the background.
  ///
  /// @throws ListenException if one cannot be opened
  public static ProxyServer start(ServerRuntime runtime, ActiveConfiguration configuration)
      throws ListenException {
    ProxyServer server = new ProxyServer(runtime, configuration);
    server.apply(configuration);
    server.root.fork("idle-watch", runtime.idleWatch()::run);
    server.root.fork("http2-connections", runtime.http2Connections()::run);
    server.root.start();
    return server;
  }

  /// Exchanges the configuration. A listener whose address stays the same keeps its socket. A
  /// request under way keeps the configuration with which it began; the next request on the same
  /// connection is served with the new one.
  ///
  /// @throws ListenException if a listener cannot be opened; then nothing has changed
  public void reload(ActiveConfiguration next) throws ListenException {
    synchronized (reloadLock) {
      ActiveConfiguration previous = configuration;
      if (apply(next)) {
        previous.finish();
      }
    }
  }

  /// Opening a listener may look a name up and wait for a file system. So the lock that a shutdown
  /// needs is not held meanwhile. False if the server has ended; then nothing has changed.
  private boolean apply(ActiveConfiguration next) throws ListenException {
    ListenerDiff diff = ListenerDiff.of(acceptors, next.listeners(), runtime, next);
    boolean applied = exchange(next, diff);
    (applied ? diff.closed() : diff.opened()).forEach(this::close);
    return applied;
  }

  private synchronized boolean exchange(ActiveConfiguration next, ListenerDiff diff) {
    if (ended) {
      return false;
    }
    runtime.idleWatch().supportLimit(next.timeouts().shortestIdle());
    connections().limit(next.limits());
    configured = next;
    acceptors = diff.all();
    updateListeners();
    diff.opened().forEach(this::serve);
    root.fork("upstream-pool", next.pool()::run);
    return true;
  }

  /// Puts rules before those of this and of later configurations. Requests under way go on as they began.
  public synchronized void setTemporaryRules(List<Rule> rules) {
    temporary = temporary.with(rules);
    updateListeners();
  }

  private void updateListeners() {
    ActiveConfiguration current = configured.withFirst(temporary);
    configuration = current;
    for (int i = 0; i < acceptors.size(); i++) {
      acceptors.get(i).update(current.listeners().get(i).context(runtime, current));
    }
    auxiliaries.forEach(listeners -> listeners.update(runtime, current));
  }

  /// Opens listeners beside those of the configuration. The caller closes them.
  ///
  /// @param view derives the configuration of their clients from the current one
  /// @throws ListenException if one cannot be opened
  public synchronized AdditionalListeners open(
      List<ListenerSettings> settings, UnaryOperator<ActiveConfiguration> view)
      throws ListenException {
    ListenerDiff diff = ListenerDiff.of(List.of(), settings, runtime, view.apply(configuration));
    AdditionalListeners listeners = new AdditionalListeners(this, settings, view, diff.all());
    if (ended) {
      listeners.acceptors().forEach(Acceptor::close);
    } else {
      auxiliaries.add(listeners);
      diff.opened().forEach(this::serve);
    }
    return listeners;
  }

  synchronized void close(AdditionalListeners listeners) {
    if (auxiliaries.remove(listeners)) {
      listeners.acceptors().forEach(this::close);
    }
  }

  private void serve(Acceptor opened) {
    runtime.listenerAddresses().add(opened.address());
    root.fork("accept-" + opened.address(), opened::run);
  }

  /// Its connections go on, but idle ones are closed.
  private void close(Acceptor acceptor) {
    acceptor.close();
    runtime.listenerAddresses().remove(acceptor.address());
    connections().all().stream()
        .filter(connection -> connection.listener().equals(acceptor.address()))
        .forEach(LiveConnection::closeWhenIdle);
  }

  /// Addresses at which clients are accepted, with the real ports, in the order of the
  /// configuration.
  public List<Address> addresses() {
    return acceptors.stream().map(Acceptor::address).toList();
  }

  /// The listeners, in the order of the configuration.
  public List<OpenListener> listeners() {
    return acceptors.stream().map(OpenListener::of).toList();
  }

  /// Whether clients are accepted.
  public boolean accepts() {
    return !ended;
  }

  /// The configuration of new requests.
  public ActiveConfiguration configuration() {
    return configuration;
  }

  /// The connections being served.
  public LiveConnections connections() {
    return runtime.connections();
  }

  /// Figures about the requests that have ended.
  public ServerMetrics metrics() {
    return runtime.metrics();
  }

  /// Bytes and datagrams of all requests so far, those under way included.
  public TrafficTotals traffic() {
    return metrics().traffic(connections());
  }

  /// Accepts no more, lets requests go on for at most `patience`, then aborts what is left. A client
  /// that has connected without a request has a second to send it. Returns when all is closed.
  public void drain(Duration patience) throws InterruptedException {
    Deadline deadline = Deadline.after(patience);
    closeAll();
    ConnectionDrain.run(connections(), deadline);
    try {
      root.close();
    } finally {
      configuration.close();
    }
  }

  private synchronized void closeAll() {
    ended = true;
    acceptors.forEach(Acceptor::close);
    auxiliaries.stream().flatMap(one -> one.acceptors().stream()).forEach(Acceptor::close);
  }
}
