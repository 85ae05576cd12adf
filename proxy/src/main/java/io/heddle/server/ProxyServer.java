package io.heddle.server;

import io.heddle.address.Address;
import io.heddle.concurrent.TaskScope;
import io.heddle.inbound.InboundSettings;
import io.heddle.inbound.TransportSettings;
import io.heddle.net.scheduler.SchedulerFactory;
import io.heddle.outbound.Outbound;
import io.heddle.time.Deadline;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.UnaryOperator;

/// The running proxy: listeners, the threads of their connections, and their end.
///
/// Started once by [#start], ended once by [#drain]; between the two, [#reload] gives it other
/// listeners and services as often as one likes.
public final class ProxyServer {
  private static final Duration DRAIN_POLL = Duration.ofMillis(10);

  /// A listener to open.
  ///
  /// @param address where
  /// @param permissions of the file of a UNIX socket
  /// @param entrance what comes before what is spoken there
  /// @param inbound what is spoken there
  public record Binding(
      Address address,
      Set<PosixFilePermission> permissions,
      TransportSettings entrance,
      InboundSettings inbound) {
    ListenerContext by(Services services) {
      return new ListenerContext(entrance, inbound, services);
    }
  }

  private final BlockingQueue<Callable<Void>> tasks = new LinkedBlockingQueue<>();
  private final Thread root = SchedulerFactory.shared().newThread(this::run);
  private volatile Services services;
  private volatile List<Acceptor> acceptors = List.of();
  private final Set<AuxiliaryListeners> annexes = new HashSet<>();
  private boolean ended;

  private ProxyServer(Services services) {
    this.services = services;
  }

  /// Opens all listeners, or none, then serves in the background.
  ///
  /// @throws ListenException if one cannot be opened
  public static ProxyServer start(List<Binding> bindings, Services services)
      throws ListenException {
    ProxyServer server = new ProxyServer(services);
    server.replace(bindings, services);
    server.tasks.add(server::watchIdle);
    server.tasks.add(server::runUpstreams);
    server.root.start();
    return server;
  }

  /// Serves these listeners from now on, and requests by these services. A listener on an address
  /// that there is one on already keeps its socket. What is under way goes on as it began; a
  /// connection that is kept takes its next request by the new services.
  ///
  /// @param newServices with the connections, the watch, the upstreams and the own addresses of
  ///     those before
  /// @throws ListenException if a listener cannot be opened; then nothing has changed
  public synchronized void reload(List<Binding> bindings, Services newServices)
      throws ListenException {
    if (ended) {
      return;
    }
    Services before = services;
    replace(bindings, newServices);
    if (!before.hops().equals(newServices.hops())) {
      before.hops().close();
    }
    before.outbounds().values().stream()
        .filter(outbound -> !newServices.outbounds().containsValue(outbound))
        .forEach(Outbound::closeWhenIdle);
  }

  private synchronized void replace(List<Binding> bindings, Services newServices)
      throws ListenException {
    ListenerDiff changes = ListenerDiff.of(acceptors, bindings, newServices);
    for (int i = 0; i < bindings.size(); i++) {
      changes.all().get(i).turnTo(bindings.get(i).by(newServices));
    }
    annexes.forEach(annex -> annex.turnTo(newServices));
    changes.gone().forEach(this::close);
    changes.opened().forEach(this::serve);
    acceptors = changes.all();
    services = newServices;
    tasks.add(() -> watch(newServices));
  }

  /// Opens listeners beside those that [#reload] exchanges. The caller closes them.
  ///
  /// @param view what of the services of this server those get who come there
  /// @throws ListenException if one cannot be opened
  public synchronized AuxiliaryListeners open(List<Binding> bindings, UnaryOperator<Services> view)
      throws ListenException {
    ListenerDiff changes = ListenerDiff.of(List.of(), bindings, view.apply(services));
    AuxiliaryListeners annex = new AuxiliaryListeners(this, bindings, view, changes.all());
    if (ended) {
      annex.acceptors().forEach(Acceptor::close);
    } else {
      annexes.add(annex);
      changes.opened().forEach(this::serve);
    }
    return annex;
  }

  synchronized void close(AuxiliaryListeners annex) {
    if (annexes.remove(annex)) {
      annex.acceptors().forEach(this::close);
    }
  }

  private void serve(Acceptor opened) {
    opened.duty().services().own().add(opened.address());
    tasks.add(() -> run(opened));
  }

  /// Its connections go on, but those that are kept are not waited for.
  private void close(Acceptor acceptor) {
    acceptor.close();
    services.own().remove(acceptor.address());
    connections().all().stream()
        .filter(connection -> connection.listener().equals(acceptor.address()))
        .forEach(LiveConnection::retire);
  }

  /// Where clients are accepted, with the real ports, in the order of the bindings.
  public List<Address> addresses() {
    return acceptors.stream().map(Acceptor::address).toList();
  }

  /// A listener that is open.
  ///
  /// @param configured where it was told to listen
  /// @param address where it does, with the real port
  public record Listening(
      Address configured, Address address, TransportSettings entrance, InboundSettings inbound) {
    private static Listening of(Acceptor acceptor) {
      ListenerContext duty = acceptor.duty();
      return new Listening(
          acceptor.configured(), acceptor.address(), duty.entrance(), duty.inbound());
    }
  }

  /// What is served where, in the order of the bindings.
  public List<Listening> listeners() {
    return acceptors.stream().map(Listening::of).toList();
  }

  /// Whether clients are accepted.
  public synchronized boolean accepts() {
    return !ended;
  }

  /// What requests are served by at present.
  public Services services() {
    return services;
  }

  /// The ways out of the present services, by name.
  public Map<String, Outbound> outbounds() {
    return services.outbounds();
  }

  /// The connections being served.
  public LiveConnections connections() {
    return services.connections();
  }

  /// Accepts no more, lets requests go on for at most `patience`, then cuts what is left. Returns
  /// when all is closed.
  public void drain(Duration patience) throws InterruptedException {
    Deadline deadline = Deadline.after(patience);
    closeAll();
    connections().all().forEach(LiveConnection::retire);
    while (connections().count() > 0 && deadline.remaining() > 0) {
      Thread.sleep(DRAIN_POLL);
    }
    root.interrupt();
    root.join();
  }

  private synchronized void closeAll() {
    ended = true;
    acceptors.forEach(Acceptor::close);
    annexes.stream().flatMap(annex -> annex.acceptors().stream()).forEach(Acceptor::close);
  }

  /// Runs what is to run, in one scope, until the server ends.
  private void run() {
    try (var scope = TaskScope.open()) {
      try {
        while (true) {
          scope.fork(tasks.take());
        }
      } catch (InterruptedException e) {
        // This is how the server ends; now it is the scope's turn to be interrupted.
        Thread.currentThread().interrupt();
      }
      scope.join();
    } catch (InterruptedException e) {
      // The scope has cancelled everything by now.
    } finally {
      services.hops().close();
    }
  }

  private static Void run(Acceptor acceptor) {
    acceptor.run();
    return null;
  }

  private Void watchIdle() throws InterruptedException {
    services.idleWatch().run();
    return null;
  }

  private Void runUpstreams() throws InterruptedException {
    services.upstreams().run();
    return null;
  }

  private static Void watch(Services services) throws InterruptedException {
    services.hops().run();
    return null;
  }
}
