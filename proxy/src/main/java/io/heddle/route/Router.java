package io.heddle.route;

import io.heddle.request.ProxyRequest;

/// Chooses the way of each request.
///
/// @param fallback for what no rule speaks of
public record Router(Route fallback) {

  /// The way for `request`.
  public Route route(ProxyRequest request) {
    return fallback;
  }
}
