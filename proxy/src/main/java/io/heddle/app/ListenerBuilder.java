package io.heddle.app;

import io.heddle.config.Config;
import io.heddle.config.FileMode;
import io.heddle.config.InboundConfig;
import io.heddle.config.Secret;
import io.heddle.config.UdpConfig;
import io.heddle.inbound.InboundSettings;
import io.heddle.inbound.InboundSettings.Authenticator;
import io.heddle.inbound.TransportSettings;
import io.heddle.net.BufferPool;
import io.heddle.net.udp.UdpRelaySettings;
import io.heddle.policy.PolicyBinding;
import io.heddle.policy.PolicySelection;
import io.heddle.request.InboundProtocol.ViaHeader;
import io.heddle.server.ListenerSettings;
import java.io.IOException;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;

/// Builder of the listeners to be opened from the configured inbounds.
final class ListenerBuilder {
  private ListenerBuilder() {}

  /// The listeners in the order of the configuration.
  ///
  /// @throws IOException if a certificate file is not valid
  static List<ListenerSettings> bindings(Config config, BufferPool buffers) throws IOException {
    int headLimit = Math.toIntExact(config.limits().header().bytes());
    List<ListenerSettings> bindings = new ArrayList<>();
    for (InboundConfig inbound : config.inbounds()) {
      bindings.add(
          new ListenerSettings(
              inbound.listen(),
              permissions(inbound.mode()),
              transport(inbound, buffers),
              inbound(inbound, headLimit),
              policy(inbound)));
    }
    return bindings;
  }

  // Without lambdas: nearly every start comes here without a policy.
  private static Optional<PolicyBinding> policy(InboundConfig inbound) {
    return inbound.policy().isEmpty()
        ? Optional.empty()
        : Optional.of(new PolicyBinding(PolicySelection.configured(inbound.policy().get())));
  }

  private static TransportSettings transport(InboundConfig inbound, BufferPool buffers)
      throws IOException {
    return new TransportSettings(
        inbound.clients(),
        inbound.proxyProtocol(),
        TlsBuilder.server(inbound, buffers),
        inbound.servedUsers());
  }

  /// The permissions of a file mode, read from the form that `ls` prints.
  private static Set<PosixFilePermission> permissions(FileMode mode) {
    StringBuilder symbols = new StringBuilder("rwxrwxrwx");
    for (int i = 0; i < symbols.length(); i++) {
      if ((mode.bits() & 0400 >> i) == 0) {
        symbols.setCharAt(i, '-');
      }
    }
    return PosixFilePermissions.fromString(symbols.toString());
  }

  private static InboundSettings inbound(InboundConfig inbound, int headLimit) {
    Map<String, String> passwords =
        inbound.users().passwords().entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, user -> text(user.getValue())));
    return new InboundSettings(
        inbound.listen().toString(),
        inbound.protocol(),
        new Authenticator(passwords),
        udp(inbound.udp()),
        headLimit,
        inbound.transparent(),
        inbound.torResolve(),
        viaName(inbound.viaHeader()),
        Optional.empty());
  }

  private static Optional<String> viaName(ViaHeader viaHeader) {
    return switch (viaHeader) {
      case OMIT -> Optional.empty();
      case SEND -> Optional.of(ViaName.OF_PROCESS);
    };
  }

  /// Name of this process in `Via`. It differs from that of other proxies, and stays with a reload.
  private static final class ViaName {
    static final String OF_PROCESS =
        "heddle-" + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());
  }

  private static Optional<UdpRelaySettings> udp(UdpConfig udp) {
    return udp instanceof UdpConfig.Enabled(var advertise, var ports)
        ? Optional.of(new UdpRelaySettings(advertise, ports))
        : Optional.empty();
  }

  private static String text(Secret secret) {
    return secret.text();
  }
}
