package io.heddle.server.metrics;

import io.heddle.address.Address;
import io.heddle.address.Endpoint;
import io.heddle.request.ProxyRequest;
import io.heddle.request.ProxyRequest.Client;
import io.heddle.route.Router.Route;
import io.heddle.server.connection.LiveRequest;
import java.time.Instant;
import java.util.Optional;

/// Record of a request that failed, for the status page.
///
/// @param id the number of its connection
/// @param rule that has chosen its outbound
/// @param upstreamPath the outbound that it went through, with the member of a group
/// @param sentence which hop failed and why
public record FailureRecord(
    Instant time,
    long id,
    Address address,
    Optional<Client> client,
    Optional<Endpoint> target,
    Optional<String> rule,
    Optional<String> upstreamPath,
    String sentence) {

  static FailureRecord of(LiveRequest failed, String sentence) {
    return new FailureRecord(
        Instant.now(),
        failed.id(),
        failed.client(),
        failed.proxyRequest().map(ProxyRequest::client),
        failed.proxyRequest().map(ProxyRequest::target),
        failed.route().map(Route::rule),
        failed.upstreamPath(),
        sentence);
  }
}
