package io.heddle.generative;

import io.heddle.address.Endpoint;

/// Target of a request.
sealed interface Target {
  /// The origin by its address.
  record ByAddress() implements Target {}

  /// The origin by its name.
  record ByName() implements Target {}

  /// A port on which nobody listens.
  record Closed() implements Target {}

  /// A target behind an upstream proxy.
  record Behind(UpstreamKind kind) implements Target {}

  /// Any target.
  static Target of(Dice dice) {
    return switch (dice.below(10)) {
      case 0 -> new Closed();
      case 1, 2, 3 -> new ByName();
      case 4, 5, 6 -> new Behind(dice.of(UpstreamKind.values()));
      default -> new ByAddress();
    };
  }

  /// Host and port of the target in an exchange.
  default Endpoint endpoint(int exchange, Stage stage) {
    int port = stage.origin().address().port();
    return switch (this) {
      case ByAddress _ -> stage.origin().address();
      case ByName _ -> Endpoint.parse("localhost:" + port);
      case Closed _ -> stage.closed();
      case Behind behind -> Endpoint.parse(behind.kind().target(exchange) + ":80");
    };
  }

  /// Whether a request for a tunnel is granted if the client is proper.
  default boolean grants(int exchange, long seed) {
    return switch (this) {
      case ByAddress _, ByName _ -> true;
      case Closed _ -> false;
      case Behind behind -> UpstreamScript.of(seed, exchange, behind.kind()).grants();
    };
  }
}
