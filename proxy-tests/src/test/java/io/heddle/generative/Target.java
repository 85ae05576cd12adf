package io.heddle.generative;

import io.heddle.address.Endpoint;
import io.heddle.generative.ResponseScript.Completeness;
import io.heddle.generative.ResponseScript.Expectation;
import java.nio.file.Path;

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

  /// A target behind the upstream proxy that speaks HTTP/2.
  record BehindHttp2() implements Target {
    private static final String DOMAIN = ".http2.test";

    /// Outbound in the configuration.
    static String outbound(Endpoint address, Path certificate) {
      return "  http2: {url: 'https://%s', http2: required, tls: {ca: '%s'}}"
          .formatted(address, certificate);
    }

    /// Rule in the configuration.
    static String rule() {
      return "  - {domains: [http2.test], to: http2}";
    }
  }

  /// Whether a proper client gets what it asks for.
  enum Grant {
    YES,
    NO,
    /// Its connection upstream is shared, and others may break it.
    EITHER
  }

  /// Stream of a tunnel, as the origin sends it.
  ///
  /// @param regular whether it comes to its regular end
  record TunnelStream(String bytes, boolean regular) {}

  /// Any target.
  static Target of(Dice dice) {
    return switch (dice.below(12)) {
      case 0 -> new Closed();
      case 10, 11 -> new BehindHttp2();
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
      case BehindHttp2 _ -> Endpoint.parse("e" + exchange + BehindHttp2.DOMAIN + ":80");
      case Behind behind -> Endpoint.parse(behind.kind().target(exchange) + ":80");
    };
  }

  /// Whether a request for a tunnel is granted if the client is proper.
  default Grant grantsTunnel(int exchange, long seed) {
    return switch (this) {
      case ByAddress _, ByName _ -> Grant.YES;
      case Closed _ -> Grant.NO;
      case BehindHttp2 _ -> Grant.EITHER;
      case Behind behind ->
          UpstreamScript.of(seed, exchange, behind.kind()).grants() ? Grant.YES : Grant.NO;
    };
  }

  /// The stream of a tunnel that is granted.
  default TunnelStream tunnelStream(int exchange, long seed) {
    if (this instanceof BehindHttp2) {
      Http2Script script = Http2Script.of(seed, exchange);
      return new TunnelStream(script.body(), script.endsRegularly());
    }
    ResponseScript script = ResponseScript.of(seed, exchange);
    return new TunnelStream(script.raw(), script.endsRegularly());
  }

  /// The response to a forwarded request.
  default Expectation response(int exchange, long seed) {
    boolean forwarded = this instanceof Behind(UpstreamKind kind) && kind == UpstreamKind.HTTP;
    if (this instanceof BehindHttp2) {
      return Http2Script.of(seed, exchange).expected();
    }
    return forwarded || grantsTunnel(exchange, seed) == Grant.YES
        ? ResponseScript.of(seed, exchange).expected()
        : new Expectation(0, "", Completeness.INCOMPLETE);
  }
}
