package io.heddle.server;

import io.heddle.address.Address;
import io.heddle.address.Endpoint;
import io.heddle.request.Client;
import io.heddle.request.ProxyRequest;
import io.heddle.route.Route;
import java.time.Instant;
import java.util.Optional;

/// A request that failed, for those who ask why.
///
/// @param sentence which hop failed and why
public record FailureRecord(
    Instant time,
    long id,
    Address address,
    Optional<Client> client,
    Optional<Endpoint> target,
    Optional<Route> route,
    String sentence) {

  static FailureRecord of(LiveConnection connection, String sentence) {
    return new FailureRecord(
        Instant.now(),
        connection.id(),
        connection.client(),
        connection.request().map(ProxyRequest::client),
        connection.request().map(ProxyRequest::target),
        connection.route(),
        sentence);
  }
}
