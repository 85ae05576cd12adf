package io.heddle.cli;

import io.heddle.config.Config;
import io.heddle.config.FileMode;
import io.heddle.config.Secret;
import io.heddle.config.Udp;
import io.heddle.inbound.Authenticator;
import io.heddle.inbound.Entrance;
import io.heddle.inbound.Inbound;
import io.heddle.net.BufferPool;
import io.heddle.net.UdpReach;
import io.heddle.server.ProxyServer.Binding;
import java.io.IOException;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
      bindings.add(
          new Binding(
              inbound.listen(),
              permissions(inbound.mode()),
              entrance(inbound, buffers),
              inbound(inbound, headLimit)));
    }
    return bindings;
  }

  private static Entrance entrance(io.heddle.config.Inbound inbound, BufferPool buffers)
      throws IOException {
    Entrance.Front front =
        switch (inbound.front()) {
          case CLIENTS -> Entrance.Front.CLIENTS;
          case BALANCER -> Entrance.Front.BALANCER;
        };
    return new Entrance(front, TlsAssembly.server(inbound, buffers));
  }

  /// By way of the form that `ls` prints.
  private static Set<PosixFilePermission> permissions(FileMode mode) {
    StringBuilder symbols = new StringBuilder("rwxrwxrwx");
    for (int i = 0; i < symbols.length(); i++) {
      if ((mode.bits() & 0400 >> i) == 0) {
        symbols.setCharAt(i, '-');
      }
    }
    return PosixFilePermissions.fromString(symbols.toString());
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
    return udp instanceof Udp.On(var advertise, var ports)
        ? Optional.of(new UdpReach(advertise, ports))
        : Optional.empty();
  }

  private static String text(Secret secret) {
    return secret.text();
  }
}
