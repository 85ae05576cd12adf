package io.heddle.udp;

import io.heddle.address.Address;
import io.heddle.address.Endpoint;
import io.heddle.address.Host;
import io.heddle.dial.TargetAddresses;
import io.heddle.net.Connection;
import io.heddle.net.Pool;
import io.heddle.net.udp.ReceiveBatch;
import io.heddle.net.udp.UdpRelaySettings;
import io.heddle.net.udp.UdpSockets;
import io.heddle.request.ProxyRequest.Associate;
import io.heddle.request.Refusal.Reason;
import io.heddle.request.RefusedException;
import io.heddle.request.TargetResolution;
import io.heddle.time.Deadline;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;

/// Factory of associations: what all associations of one configuration share.
///
/// @param targets finds the addresses of targets; its guard holds the ports of all associations
/// @param sockets opens the sockets of associations
/// @param batches memory to receive into
public record UdpAssociationFactory(
    TargetAddresses targets, UdpSockets sockets, UdpTimeouts timeouts, Pool<ReceiveBatch> batches) {
  private static final int BATCHES_KEPT = 16;

  public UdpAssociationFactory(TargetAddresses targets, UdpSockets sockets, UdpTimeouts timeouts) {
    this(targets, sockets, timeouts, new Pool<>(ReceiveBatch::new, BATCHES_KEPT));
  }

  /// Time limits of associations.
  ///
  /// @param idle time without a relayed datagram after which an association ends
  /// @param silence of a client after which another port of its IP address may take its place
  /// @param names time for which an association uses the address of a name before it looks the name
  ///     up again
  public record UdpTimeouts(Duration idle, Duration silence, Duration names) {}

  /// Opens an association, which the caller closes.
  ///
  /// @param control the client's TCP connection; it stays the caller's
  /// @param deadline for looking up the advertised name
  /// @throws RefusedException if there is no port for it
  public UdpAssociation open(
      Associate request,
      Connection control,
      UdpRelaySettings settings,
      UdpStats stats,
      Deadline deadline)
      throws RefusedException, IOException {
    InetAddress local = ip(control.local());
    ClientAddress client =
        new ClientAddress(ip(control.remote()), request.target().port(), timeouts.silence());
    Host advertised = advertised(settings, local, deadline);
    try {
      ClientSocket relay =
          ClientSocket.open(sockets, local, settings.ports(), advertised, targets.ownAddresses());
      try {
        DirectPath path = DirectPath.open(sockets, targets.ownAddresses());
        return new UdpAssociation(this, control, client, relay, path, stats);
      } catch (IOException e) {
        relay.close();
        throw e;
      }
    } catch (IOException e) {
      throw new RefusedException(
          Reason.LIMIT_REACHED, "no UDP port for the association: " + e.getMessage());
    }
  }

  /// The address for BND.ADDR. An advertised name is looked up, since hardly any client accepts a
  /// name there. An address of the client's family is preferred.
  private Host advertised(UdpRelaySettings settings, InetAddress local, Deadline deadline)
      throws RefusedException, IOException {
    if (settings.advertised().isEmpty()) {
      return new Host.Ip(local);
    }
    List<InetAddress> addresses =
        targets.of(settings.advertised().get(), TargetResolution.NONE, deadline);
    return new Host.Ip(
        addresses.stream()
            .filter(address -> address.getClass() == local.getClass())
            .findFirst()
            .orElseGet(addresses::getFirst));
  }

  private static InetAddress ip(Address end) throws RefusedException {
    if (end instanceof Endpoint(Host.Ip(var ip), int _)) {
      return ip;
    }
    throw new RefusedException(
        Reason.COMMAND_NOT_SUPPORTED, "UDP needs a client with an IP address, not " + end);
  }
}
