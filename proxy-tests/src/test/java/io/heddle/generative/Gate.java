package io.heddle.generative;

import io.heddle.support.SelfSignedCertificate;

/// Kind of listener of the proxy.
enum Gate {
  PLAIN,
  USERS,
  TLS,
  /// Behind a load balancer, with a PROXY header.
  BALANCED,
  TRANSPARENT,
  UNIX;

  /// Header of the balancer.
  static final String PROXY_HEADER = "PROXY TCP4 192.0.2.1 198.51.100.1 56324 1080\r\n";

  /// User and password at `USERS`.
  static final String CREDENTIALS = "me:secret";

  /// Inbound in the configuration.
  ///
  /// @param socket file of the UNIX socket
  String inbound(SelfSignedCertificate certificate, String socket) {
    return switch (this) {
      case PLAIN -> "{listen: '127.0.0.1:0'}";
      case USERS -> "{listen: '127.0.0.1:0', users: {me: secret}}";
      case TLS ->
          "{listen: '127.0.0.1:0', tls: {certificate: '%s', key: '%s'}}"
              .formatted(certificate.certificate(), certificate.key());
      case BALANCED -> "{listen: '127.0.0.1:0', proxy-protocol: true}";
      case TRANSPARENT -> "{listen: '127.0.0.1:0', protocol: http, transparent: true}";
      case UNIX -> "{listen: 'unix:%s'}".formatted(socket);
    };
  }

  /// Whether a client sees a reset; a UNIX socket shows a regular end.
  boolean showsResets() {
    return this != UNIX;
  }
}
