package io.heddle.cli;

import io.heddle.config.Config;
import io.heddle.config.Secret;
import io.heddle.config.Udp;
import io.heddle.inbound.Authenticator;
import io.heddle.inbound.Entrance;
import io.heddle.inbound.Inbound;
import io.heddle.net.BufferPool;
import io.heddle.net.UdpReach;
import io.heddle.server.ProxyServer.Binding;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Turns configured inbounds into listeners to be opened.
final class InboundAssembly {
  private InboundAssembly() {}

  /// All of them, in their order.
  ///
  /// @throws IOException if a file of certificates does not have what it should
  static List<Binding> bindings(Config config, BufferPool buffers) throws IOException {
    int headLimit = Math.toIntExact(config.limits().header().bytes());
    List<Binding> bindings = new ArrayList<>();
    for (io.heddle.config.Inbound inbound : config.inbounds()) {
      Entrance entrance = new Entrance(TlsAssembly.server(inbound, buffers));
      bindings.add(new Binding(inbound.listen(), entrance, inbound(inbound, headLimit)));
    }
    return bindings;
  }

  private static Inbound inbound(io.heddle.config.Inbound inbound, int headLimit) {
    Map<String, String> passwords =
        inbound.users().passwords().entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, user -> text(user.getValue())));
    return new Inbound(
        inbound.listen().toString(),
        switch (inbound.protocol()) {
          case MIXED -> Inbound.Accepts.MIXED;
          case SOCKS -> Inbound.Accepts.SOCKS;
          case HTTP -> Inbound.Accepts.HTTP;
        },
        new Authenticator(passwords),
        reach(inbound.udp()),
        headLimit,
        switch (inbound.requests()) {
          case TO_PROXY -> Inbound.Requests.TO_PROXY;
          case TO_ANYONE -> Inbound.Requests.TO_ANYONE;
        });
  }

  private static Optional<UdpReach> reach(Udp udp) {
    return switch (udp) {
      case Udp.Off off -> Optional.empty();
      case Udp.On(var advertise, var ports) -> Optional.of(new UdpReach(advertise, ports));
    };
  }

  private static String text(Secret secret) {
    return secret.text();
  }
}
