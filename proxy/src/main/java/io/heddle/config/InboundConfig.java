package io.heddle.config;

import io.heddle.address.Address;
import io.heddle.address.Cidr;
import io.heddle.address.Endpoint;
import io.heddle.address.UnixPath;
import io.heddle.request.InboundProtocol;
import io.heddle.request.InboundProtocol.TorResolve;
import io.heddle.request.InboundProtocol.ViaHeader;
import io.heddle.request.InterceptionMode;
import io.heddle.request.LocalUsers;
import io.heddle.request.ProxyProtocolMode;
import java.util.List;
import java.util.Optional;

/// Configuration of one inbound, a listener for clients.
///
/// @param listen host and port, or absolute path of a UNIX socket; port 0 selects a free port, and a
///     name is resolved at start
/// @param mode permissions of the file of a UNIX socket
/// @param protocol protocols that clients may speak
/// @param clients addresses of clients that may connect; empty for all
/// @param localUsers users of this machine that are served; empty for the default
/// @param users users with their passwords; without users, everyone who can connect may use it
/// @param udp UDP associations for SOCKS 5 clients
/// @param exposure whether the inbound may be open to everyone: the key `open`
/// @param transparent whether HTTP requests meant for a web server are served, too
/// @param torResolve treatment of Tor's commands of SOCKS 5
/// @param viaHeader use of `Via` in forwarded requests
/// @param proxyProtocol whether each connection begins with a PROXY header
/// @param tls server side of TLS; empty for connections without TLS
/// @param policy name of the policy that says what clients may reach; empty for everything
public record InboundConfig(
    Address listen,
    FileMode mode,
    InboundProtocol protocol,
    List<Cidr> clients,
    Optional<LocalUsers> localUsers,
    UsersConfig users,
    UdpConfig udp,
    Exposure exposure,
    InterceptionMode transparent,
    TorResolve torResolve,
    ViaHeader viaHeader,
    ProxyProtocolMode proxyProtocol,
    Optional<ListenerTlsConfig> tls,
    Optional<String> policy) {

  /// SOCKS and HTTP without users on 127.0.0.1:1080.
  public static final InboundConfig DEFAULT = mixed(Endpoint.parse("127.0.0.1:1080"));

  /// Permission to serve everyone who can connect: the key `open`.
  public enum Exposure {
    /// The inbound needs clients, users, client certificates, a loopback address or a UNIX socket.
    RESTRICTED,
    /// The inbound may have any address without users: `open: true`.
    OPEN
  }

  /// An inbound without a policy.
  public InboundConfig(
      Address listen,
      FileMode mode,
      InboundProtocol protocol,
      List<Cidr> clients,
      Optional<LocalUsers> localUsers,
      UsersConfig users,
      UdpConfig udp,
      Exposure exposure,
      InterceptionMode transparent,
      TorResolve torResolve,
      ViaHeader viaHeader,
      ProxyProtocolMode proxyProtocol,
      Optional<ListenerTlsConfig> tls) {
    this(
        listen,
        mode,
        protocol,
        clients,
        localUsers,
        users,
        udp,
        exposure,
        transparent,
        torResolve,
        viaHeader,
        proxyProtocol,
        tls,
        Optional.empty());
  }

  public InboundConfig {
    clients = List.copyOf(clients);
    BadValues bad = new BadValues();
    checkFile(bad, listen, mode, clients);
    if (localUsers.isPresent()
        && !isLocal(listen, clients, users, transparent, proxyProtocol, tls)) {
      bad.add(
          "local-users",
          "belongs to a loopback address without users, clients, transparent, tls and proxy-protocol",
          "listen",
          "users",
          "clients",
          "transparent",
          "tls",
          "proxy-protocol");
    }
    // Whoever connects can write any client into a PROXY header.
    boolean limited = !clients.isEmpty() && proxyProtocol == ProxyProtocolMode.OFF;
    boolean named =
        limited || !users.isEmpty() || tls.flatMap(ListenerTlsConfig::clientCa).isPresent();
    if (exposure == Exposure.RESTRICTED && !named && !listen.isLoopback()) {
      String mistake =
          listen
              + " is not a loopback address and has no users, so others could use this proxy;"
              + " give it users or clients, or say open: true in a configuration file, or listen on"
              + " a loopback address such as 127.0.0.1";
      bad.add("listen", mistake, "users", "tls", "open", "clients", "proxy-protocol");
    }
    bad.throwIfAny();
  }

  private static void checkFile(BadValues bad, Address listen, FileMode mode, List<Cidr> clients) {
    if (listen instanceof UnixPath(String path)) {
      if (!clients.isEmpty()) {
        bad.add(
            "clients",
            "belongs to a host and port; for a UNIX socket, mode says who may connect",
            "listen");
      }
      if (!path.startsWith("/")) {
        bad.add(
            "listen", "the path of a UNIX socket must be absolute, such as unix:/run/heddle.sock");
      }
    } else if (mode.bits() != FileMode.OWNER_ONLY.bits()) {
      bad.add("mode", "belongs to a UNIX socket", "listen");
    }
  }

  /// Whether the users of this machine alone can connect, by sockets that the system knows, and nothing
  /// else limits them. Redirected traffic comes from sockets with another target.
  private static boolean isLocal(
      Address listen,
      List<Cidr> clients,
      UsersConfig users,
      InterceptionMode transparent,
      ProxyProtocolMode proxyProtocol,
      Optional<ListenerTlsConfig> tls) {
    return listen instanceof Endpoint
        && listen.isLoopback()
        && clients.isEmpty()
        && users.isEmpty()
        && transparent == InterceptionMode.EXPLICIT
        && proxyProtocol == ProxyProtocolMode.OFF
        && tls.isEmpty();
  }

  /// The users of this machine that are served, where the system tells them.
  public LocalUsers servedUsers() {
    return isLocal(listen, clients, users, transparent, proxyProtocol, tls)
        ? localUsers.orElse(LocalUsers.OWNER)
        : LocalUsers.ANY;
  }

  /// The value of `local-users` that holds; empty where the key does not belong.
  public Optional<LocalUsers> effectiveLocalUsers() {
    return isLocal(listen, clients, users, transparent, proxyProtocol, tls)
        ? Optional.of(servedUsers())
        : Optional.empty();
  }

  /// SOCKS and HTTP without users on a loopback address.
  ///
  /// @throws BadValueException if the address is not a loopback address
  public static InboundConfig mixed(Address listen) {
    return new InboundConfig(
        listen,
        FileMode.OWNER_ONLY,
        InboundProtocol.MIXED,
        List.of(),
        Optional.empty(),
        UsersConfig.NONE,
        UdpConfig.DEFAULT,
        Exposure.RESTRICTED,
        InterceptionMode.EXPLICIT,
        TorResolve.CONNECT,
        ViaHeader.OMIT,
        ProxyProtocolMode.OFF,
        Optional.empty());
  }
}
