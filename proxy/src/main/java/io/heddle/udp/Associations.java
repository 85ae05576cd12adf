package io.heddle.udp;

import io.heddle.address.Address;
import io.heddle.address.Endpoint;
import io.heddle.address.Host;
import io.heddle.dial.TargetAddresses;
import io.heddle.net.Connection;
import io.heddle.net.Pool;
import io.heddle.net.udp.DatagramPorts;
import io.heddle.net.udp.ReceiveBatch;
import io.heddle.net.udp.UdpRelaySettings;
import io.heddle.request.ProxyRequest.Associate;
import io.heddle.request.Refusal.Reason;
import io.heddle.request.RefusedException;
import io.heddle.time.Deadline;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;

/// Opens associations: what they all share.
///
/// @param targets finds the addresses of targets, and has the ports of associations as its own
/// @param ports opens the sockets of associations
public record Associations(
    TargetAddresses targets, DatagramPorts ports, Times times, Pool<ReceiveBatch> bursts) {
  private static final int BURSTS_KEPT = 16;

  public Associations(TargetAddresses targets, DatagramPorts ports, Times times) {
    this(targets, ports, times, new Pool<>(ReceiveBatch::new, BURSTS_KEPT));
  }

  /// How long things last.
  ///
  /// @param idle without a datagram relayed, after which an association ends
  /// @param silence of a client, after which another port of its address is followed
  /// @param names how long an association uses the address of a name before it asks again
  public record Times(Duration idle, Duration silence, Duration names) {}

  /// An association, which the caller closes.
  ///
  /// @param control the client's connection
  /// @param deadline for looking up the advertised name
  /// @throws RefusedException if there is no port for it
  public UdpAssociation open(
      Associate request,
      Connection control,
      UdpRelaySettings reach,
      UdpStats tally,
      Deadline deadline)
      throws RefusedException, IOException {
    InetAddress local = ip(control.local());
    ClientAddress client =
        new ClientAddress(ip(control.remote()), request.target().port(), times.silence());
    Host told = told(reach, local, deadline);
    try {
      RelayPort relay = RelayPort.open(ports, local, reach.ports(), told, targets.loopGuard());
      try {
        DirectPath path = DirectPath.open(ports, targets.loopGuard(), tally);
        return new UdpAssociation(this, control, client, relay, path, tally);
      } catch (IOException e) {
        relay.close();
        throw e;
      }
    } catch (IOException e) {
      throw new RefusedException(
          Reason.LIMIT_REACHED, "no UDP port for the association: " + e.getMessage());
    }
  }

  /// The address for BND.ADDR. A name is looked up, since hardly any client takes one there; of its
  /// addresses, one of the client's family is chosen if there is any.
  private Host told(UdpRelaySettings reach, InetAddress local, Deadline deadline)
      throws RefusedException, IOException {
    if (reach.advertised().isEmpty()) {
      return new Host.Ip(local);
    }
    List<InetAddress> addresses = targets.of(reach.advertised().get(), deadline);
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
