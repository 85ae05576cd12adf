package io.heddle.config;

import io.heddle.address.Address;
import io.heddle.address.Endpoint;
import io.heddle.address.UnixPath;
import io.heddle.request.InboundProtocol;
import io.heddle.request.ProxyMode;
import io.heddle.request.ProxyProtocol;
import java.util.Optional;

/// One listener: where, what it speaks, and to whom.
///
/// @param listen a host and port, or the absolute path of a UNIX socket; port 0 takes a free one, a
/// name is resolved at start
/// @param mode of the file of a UNIX socket
/// @param users who may use it; none means anyone who can connect
/// @param udp whether SOCKS 5 clients may send datagrams
/// @param exposure whether having no users on an address that others can reach is meant so
/// @param transparent which HTTP requests it serves
/// @param proxyProtocol who connects to it
/// @param tls how it speaks TLS, if it does
public record InboundConfig(
    Address listen,
    FileMode mode,
    InboundProtocol protocol,
    UsersConfig users,
    UdpConfig udp,
    Exposure exposure,
    ProxyMode transparent,
    ProxyProtocol proxyProtocol,
    Optional<ListenerTlsConfig> tls) {

  /// SOCKS and HTTP without users on the default port, for this machine alone.
  public static final InboundConfig DEFAULT = mixed(Endpoint.parse("127.0.0.1:1080"));

  /// Whether a listener may be open to everyone: the key `open`.
  public enum Exposure {
    /// Only with users, or on a loopback address.
    RESTRICTED,
    /// Even without users on any address: `open: true`.
    OPEN
  }

  public InboundConfig {
    if (listen instanceof UnixPath(String path)) {
      if (!path.startsWith("/")) {
        throw new BadValueException(
            "listen", "the path of a UNIX socket must be absolute, such as unix:/run/heddle.sock");
      }
    } else if (mode.bits() != FileMode.OWNER_ONLY.bits()) {
      throw new BadValueException("mode", "belongs to a UNIX socket");
    }
    boolean named = !users.isEmpty() || tls.flatMap(ListenerTlsConfig::clientCa).isPresent();
    if (exposure == Exposure.RESTRICTED && !named && !listen.isLoopback()) {
      throw new BadValueException(
          "listen",
          listen
              + " is not a loopback address and has no users, so others could use this proxy;"
              + " give it users or say open: true in a configuration file, or listen on a loopback"
              + " address such as 127.0.0.1");
    }
  }

  /// SOCKS and HTTP without users on a loopback address.
  ///
  /// @throws BadValueException for an address that is not loopback
  public static InboundConfig mixed(Address listen) {
    return new InboundConfig(
        listen,
        FileMode.OWNER_ONLY,
        InboundProtocol.MIXED,
        UsersConfig.NONE,
        UdpConfig.DEFAULT,
        Exposure.RESTRICTED,
        ProxyMode.EXPLICIT,
        ProxyProtocol.OFF,
        Optional.empty());
  }
}
