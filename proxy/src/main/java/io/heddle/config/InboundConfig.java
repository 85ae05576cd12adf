package io.heddle.config;

import io.heddle.address.Address;
import io.heddle.address.Endpoint;
import io.heddle.address.UnixPath;
import java.util.Optional;

/// One listener: where, what it speaks, and to whom.
///
/// @param listen a host and port, or the absolute path of a UNIX socket; port 0 takes a free one, a
/// name is resolved at start
/// @param mode of the file of a UNIX socket
/// @param users who may use it; none means anyone who can connect
/// @param udp whether SOCKS 5 clients may send datagrams
/// @param exposure whether having no users on an address that others can reach is meant so
/// @param requests which HTTP requests it serves
/// @param front who connects to it
/// @param tls how it speaks TLS, if it does
public record InboundConfig(
    Address listen,
    FileMode mode,
    Protocol protocol,
    UsersConfig users,
    UdpConfig udp,
    Exposure exposure,
    Requests requests,
    Front front,
    Optional<ListenerTlsConfig> tls) {

  /// SOCKS and HTTP without users on the default port, for this machine alone.
  public static final InboundConfig DEFAULT = mixed(Endpoint.parse("127.0.0.1:1080"));

  /// What a listener speaks.
  public enum Protocol {
    /// Any of them, told apart by the first byte.
    MIXED,
    /// SOCKS 4, 4A and 5.
    SOCKS,
    /// HTTP/1.1, with CONNECT.
    HTTP
  }

  /// Whether a listener may be open to everyone: the key `open`.
  public enum Exposure {
    /// Only with users, or on a loopback address.
    GUARDED,
    /// Even without users on any address: `open: true`.
    OPEN
  }

  /// Which HTTP requests a listener serves: the key `transparent`.
  public enum Requests {
    /// Those that clients send to a proxy.
    TO_PROXY,
    /// Also those that clients send to a web server, which `Host` names: `transparent: true`.
    TO_ANYONE
  }

  /// Who connects to a listener: the key `proxy-protocol`.
  public enum Front {
    /// The clients themselves.
    CLIENTS,
    /// A load balancer, which says who the client is: `proxy-protocol: true`.
    BALANCER
  }

  public InboundConfig {
    if (listen instanceof UnixPath(String path)) {
      if (!path.startsWith("/")) {
        throw new BadValueException(
            "listen", "the path of a UNIX socket must be absolute, such as unix:/run/heddle.sock");
      }
    } else if (mode.bits() != FileMode.OWNER.bits()) {
      throw new BadValueException("mode", "belongs to a UNIX socket");
    }
    boolean named = !users.isEmpty() || tls.flatMap(ListenerTlsConfig::clientCa).isPresent();
    if (exposure == Exposure.GUARDED && !named && !listen.isLoopback()) {
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
        FileMode.OWNER,
        Protocol.MIXED,
        UsersConfig.NONE,
        UdpConfig.PLAIN,
        Exposure.GUARDED,
        Requests.TO_PROXY,
        Front.CLIENTS,
        Optional.empty());
  }
}
