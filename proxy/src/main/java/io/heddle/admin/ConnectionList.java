package io.heddle.admin;

import io.heddle.request.PrintableText;
import io.heddle.request.ProxyRequest;
import io.heddle.request.ProxyRequest.Associate;
import io.heddle.request.ProxyRequest.Client;
import io.heddle.request.ProxyRequest.Forward;
import io.heddle.request.ProxyRequest.ResolveRequest;
import io.heddle.request.ProxyRequest.Tunnel;
import io.heddle.server.connection.ClientPrograms;
import io.heddle.server.connection.LiveConnection;
import io.heddle.server.connection.LiveConnections;
import io.heddle.server.connection.LiveRequest;
import io.heddle.server.connection.Requested;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// List of the open connections in a status.
final class ConnectionList {
  /// The longest list: a response has a limited size.
  private static final int MAX_LISTED = 500;

  private static final int MAX_NAME = 300;
  private static final String NOTHING = "";

  private ConnectionList() {}

  /// The latest connections: a user looks for the one just opened.
  ///
  /// @param shown whether it is one of the list
  static List<Status.ActiveConnection> of(
      LiveConnections connections, Predicate<LiveConnection> shown) {
    List<LiveConnection> latest =
        connections.all().stream()
            .filter(shown)
            .sorted(Comparator.comparingLong(LiveConnection::id).reversed())
            .limit(MAX_LISTED)
            .toList();
    connections.observers().programs().name(latest);
    return latest.stream().map(ConnectionList::connection).toList();
  }

  private static Status.ActiveConnection connection(LiveConnection connection) {
    Optional<LiveRequest> current = connection.current();
    Optional<ProxyRequest> request = current.flatMap(LiveRequest::proxyRequest);
    Optional<Client> client = request.map(ProxyRequest::client);
    return new Status.ActiveConnection(
        connection.id(),
        connection.client().toString(),
        ClientPrograms.nameOf(connection),
        client.flatMap(Client::user).map(ConnectionList::name).orElse(NOTHING),
        client.map(asker -> asker.protocol().toString()).orElse(NOTHING),
        request.map(ConnectionList::target).orElse(NOTHING),
        current.map(LiveRequest::rule).orElse(NOTHING),
        current.flatMap(LiveRequest::upstreamPath).orElse(NOTHING),
        connection.fault(),
        current.map(one -> one.traffic().upload().get()).orElse(0L),
        current.map(one -> one.traffic().download().get()).orElse(0L),
        Duration.ofNanos(System.nanoTime() - connection.activeSinceNanos()),
        current.flatMap(ConnectionList::progress));
  }

  private static Optional<Status.RequestProgress> progress(LiveRequest current) {
    return current
        .timeline()
        .map(timeline ->
            new Status.RequestProgress(
                current.proxyRequest().map(ConnectionList::method).orElse(NOTHING),
                current.startedNanos(),
                timeline));
  }

  private static String method(ProxyRequest request) {
    return Requested.of(request).method();
  }

  /// A certificate may have any text as the name of its user.
  static String name(String user) {
    return PrintableText.of(user, MAX_NAME);
  }

  private static String target(ProxyRequest request) {
    return switch (request) {
      case Tunnel tunnel -> tunnel.target().toString();
      case Forward forward -> forward.target().toString();
      case ResolveRequest resolve -> "resolve " + resolve.target().host();
      case Associate _ -> "udp";
    };
  }
}
