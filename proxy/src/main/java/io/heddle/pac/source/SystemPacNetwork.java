package io.heddle.pac.source;

import io.heddle.address.Host;
import io.heddle.dial.Resolver;
import io.heddle.pac.PacNetwork;
import io.heddle.request.RefusedException;
import io.heddle.time.Deadline;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.DatagramChannel;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Network of this machine, with the lookups of the configuration.
public record SystemPacNetwork(Resolver resolver) implements PacNetwork {
  /// Addresses for documentation (RFC 3849, RFC 5737), which lead where the default routes lead.
  private static final InetSocketAddress FAR_V6 =
      new InetSocketAddress(InetAddress.ofLiteral("2001:db8::1"), 9);

  private static final InetSocketAddress FAR_V4 =
      new InetSocketAddress(InetAddress.ofLiteral("192.0.2.1"), 9);

  @Override
  public List<InetAddress> addresses(String host, Duration limit) {
    try {
      return Host.parse(host) instanceof Host.Name name
          ? resolver.resolve(name, Deadline.after(limit))
          : List.of(((Host.Ip) Host.parse(host)).address());
    } catch (IllegalArgumentException | RefusedException | ClosedByInterruptException e) {
      return List.of();
    }
  }

  /// The addresses from which the system would send to other networks. To connect a socket for
  /// datagrams sends nothing.
  @Override
  public List<InetAddress> ownAddresses() {
    List<InetAddress> own = new ArrayList<>();
    source(FAR_V6, StandardProtocolFamily.INET6).ifPresent(own::add);
    source(FAR_V4, StandardProtocolFamily.INET).ifPresent(own::add);
    return own;
  }

  private static Optional<InetAddress> source(
      InetSocketAddress far, StandardProtocolFamily family) {
    try (DatagramChannel socket = DatagramChannel.open(family)) {
      socket.connect(far);
      return socket.getLocalAddress() instanceof InetSocketAddress local
              && !local.getAddress().isAnyLocalAddress()
          ? Optional.of(local.getAddress())
          : Optional.empty();
    } catch (IOException | UnsupportedOperationException e) {
      return Optional.empty();
    }
  }

  @Override
  public ZonedDateTime now() {
    return ZonedDateTime.now(ZoneId.systemDefault());
  }
}
