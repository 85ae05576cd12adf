package io.heddle.server;

import io.heddle.address.Address;
import io.heddle.inbound.Entrance;
import io.heddle.inbound.Inbound;
import io.heddle.net.Deadline;
import io.heddle.net.Listener;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.StructuredTaskScope;
import java.util.concurrent.StructuredTaskScope.Joiner;

/// The running proxy: listeners, the threads of their connections, and their end.
///
/// Started once by [#start], ended once by [#drain].
public final class ProxyServer {
  private static final Duration DRAIN_POLL = Duration.ofMillis(10);

  /// A listener to open.
  ///
  /// @param address where
  /// @param entrance what comes before that
  /// @param inbound what is spoken there
  public record Binding(Address address, Entrance entrance, Inbound inbound) {}

  private final Services services;
  private final List<Acceptor> acceptors;
  private final Thread root;

  private ProxyServer(Services services, List<Acceptor> acceptors) {
    this.services = services;
    this.acceptors = acceptors;
    root = Thread.ofVirtual().name("server").unstarted(this::run);
  }

  /// Opens all listeners, or none, then serves in the background.
  ///
  /// @throws ListenException if one cannot be opened
  public static ProxyServer start(List<Binding> bindings, Services services)
      throws ListenException {
    List<Acceptor> acceptors = new ArrayList<>();
    try {
      for (Binding binding : bindings) {
        acceptors.add(new Acceptor(open(binding.address()), binding, services));
      }
    } catch (ListenException e) {
      acceptors.forEach(Acceptor::close);
      throw e;
    }
    acceptors.forEach(acceptor -> services.own().add(acceptor.address()));
    ProxyServer server = new ProxyServer(services, List.copyOf(acceptors));
    server.root.start();
    return server;
  }

  private static Listener open(Address address) throws ListenException {
    try {
      return Listener.open(address);
    } catch (IOException e) {
      throw new ListenException(address, e);
    }
  }

  /// Where clients are accepted, with the real ports, in the order of the bindings.
  public List<Address> addresses() {
    return acceptors.stream().map(Acceptor::address).toList();
  }

  /// The connections being served.
  public LiveConnections connections() {
    return services.connections();
  }

  /// Accepts no more, lets requests go on for at most `patience`, then cuts what is left. Returns
  /// when all is closed.
  public void drain(Duration patience) throws InterruptedException {
    Deadline deadline = Deadline.after(patience);
    acceptors.forEach(Acceptor::close);
    connections().all().forEach(LiveConnection::retire);
    while (connections().count() > 0 && deadline.remaining() > 0) {
      Thread.sleep(DRAIN_POLL);
    }
    root.interrupt();
    root.join();
  }

  private void run() {
    try (var scope = StructuredTaskScope.open(Joiner.awaitAll())) {
      scope.fork(() -> watchIdle());
      scope.fork(() -> watchUpstreams());
      scope.fork(() -> runUpstreams());
      acceptors.forEach(scope::fork);
      scope.join();
    } catch (InterruptedException e) {
      // The scope has cancelled everything by now: this is how the server ends.
    } finally {
      services.hops().close();
    }
  }

  private Void watchIdle() throws InterruptedException {
    services.idleWatch().run();
    return null;
  }

  private Void runUpstreams() throws InterruptedException {
    services.upstreams().run();
    return null;
  }

  private Void watchUpstreams() throws InterruptedException {
    services.hops().run();
    return null;
  }
}
