package io.heddle.config;

import io.heddle.address.Address;
import io.heddle.address.Endpoint;
import io.heddle.address.UnixPath;
import java.util.Optional;

/// One listener: where, what it speaks, and to whom.
///
/// @param listen a host and port; port 0 takes a free one, a name is resolved at start
/// @param users who may use it; none means anyone who can connect
/// @param udp whether SOCKS 5 clients may send datagrams
/// @param exposure whether having no users on an address that others can reach is meant so
/// @param requests which HTTP requests it serves
/// @param tls how it speaks TLS, if it does
public record Inbound(
    Address listen,
    Protocol protocol,
    Users users,
    Udp udp,
    Exposure exposure,
    Requests requests,
    Optional<ServerTls> tls) {

  /// SOCKS and HTTP without users on the default port, for this machine alone.
  public static final Inbound DEFAULT = mixed(Endpoint.parse("127.0.0.1:1080"));

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

  public Inbound {
    if (listen instanceof UnixPath) {
      throw new BadValueException(
          "listen", "UNIX sockets are not supported yet; listen on a host and port");
    }
    boolean named = !users.isEmpty() || tls.flatMap(ServerTls::clientCa).isPresent();
    if (exposure == Exposure.GUARDED && !named && !Check.isLoopback(listen)) {
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
  public static Inbound mixed(Address listen) {
    return new Inbound(
        listen,
        Protocol.MIXED,
        Users.NONE,
        Udp.PLAIN,
        Exposure.GUARDED,
        Requests.TO_PROXY,
        Optional.empty());
  }
}
