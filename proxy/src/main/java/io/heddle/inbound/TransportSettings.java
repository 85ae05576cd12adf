package io.heddle.inbound;

import io.heddle.address.Address;
import io.heddle.address.Cidr;
import io.heddle.address.Endpoint;
import io.heddle.address.Host;
import io.heddle.net.tls.TlsServer;
import io.heddle.request.LocalUsers;
import io.heddle.request.ProxyProtocolMode;
import java.util.List;
import java.util.Optional;

/// Settings of the layers below the protocols of one listener: its clients, PROXY header and TLS.
///
/// @param clients addresses of clients that are served; empty for all
/// @param proxyProtocol whether each connection begins with a PROXY header
/// @param tls server side of TLS; empty for connections without TLS
/// @param localUsers users of this machine that are served, if the system tells them
public record TransportSettings(
    List<Cidr> clients,
    ProxyProtocolMode proxyProtocol,
    Optional<TlsServer> tls,
    LocalUsers localUsers) {
  /// Connections of all clients, with neither PROXY header nor TLS.
  public static final TransportSettings PLAIN =
      new TransportSettings(ProxyProtocolMode.OFF, Optional.empty());

  /// Connections of the user of this process and of root, with neither PROXY header nor TLS.
  public static final TransportSettings OWNER =
      new TransportSettings(List.of(), ProxyProtocolMode.OFF, Optional.empty(), LocalUsers.OWNER);

  public TransportSettings {
    clients = List.copyOf(clients);
  }

  /// Settings for all users.
  public TransportSettings(
      List<Cidr> clients, ProxyProtocolMode proxyProtocol, Optional<TlsServer> tls) {
    this(clients, proxyProtocol, tls, LocalUsers.ANY);
  }

  /// Settings for all clients.
  public TransportSettings(ProxyProtocolMode proxyProtocol, Optional<TlsServer> tls) {
    this(List.of(), proxyProtocol, tls);
  }

  /// Whether a client is served.
  public boolean admits(Address client) {
    return clients.isEmpty()
        || (client instanceof Endpoint endpoint
            && endpoint.host() instanceof Host.Ip ip
            && clients.stream().anyMatch(block -> block.contains(Cidr.of(ip.address()))));
  }
}
