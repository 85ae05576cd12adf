package io.heddle.udp;

import io.heddle.address.Endpoint;
import io.heddle.net.Connection;
import io.heddle.net.IdleWatch;
import io.heddle.net.InjectedResetException;
import io.heddle.net.scheduler.ReadinessSet;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.time.Duration;

/// UDP association of one client, which lives as long as the client's TCP connection.
///
///     client ══ upload ══▶ relay port │ path ══▶ targets      control: the TCP connection, whose
///     client ◀═ download ═ relay port │ path ◀══ anyone       end ends the association
///
/// One thread serves both directions and the control connection ([AssociationLoop]). The ports come from
/// [UdpAssociationFactory] and are closed with the association; the control connection stays the
/// caller's.
public final class UdpAssociation implements IdleWatch.Watched, AutoCloseable {
  /// Reason for the end of an association, as the log names it.
  public enum AssociationEnd {
    /// The client has ended its connection.
    CLOSED,
    /// The client's connection has failed.
    CLIENT_RESET,
    /// A port has failed.
    BROKEN,
    /// A fault of a rule has ended it on purpose.
    FAULT,
    /// No datagram was relayed for the idle limit.
    IDLE,
    /// The proxy shuts down.
    SHUTDOWN
  }

  private final UdpAssociationFactory shared;
  private final Connection control;
  private final ClientAddress client;
  private final ClientSocket relay;
  private final DirectPath direct;
  private final UdpStats stats;

  /// Takes over `relay` and `direct`.
  UdpAssociation(
      UdpAssociationFactory shared,
      Connection control,
      ClientAddress client,
      ClientSocket relay,
      DirectPath direct,
      UdpStats stats) {
    this.shared = shared;
    this.control = control;
    this.client = client;
    this.relay = relay;
    this.direct = direct;
    this.stats = stats;
  }

  /// The address that the client sends its datagrams to.
  public Endpoint bound() {
    return relay.bound();
  }

  /// Relays until the association ends. To end it early, interrupt the thread.
  ///
  /// @param routes asked once for each new target
  public AssociationEnd run(DatagramRoute.RouteSelector routes, IdleWatch watch) {
    IdleWatch.Registration entry = watch.begin(this);
    AssociationEnd reason = relay(routes);
    return entry.end() ? AssociationEnd.IDLE : reason;
  }

  private AssociationEnd relay(DatagramRoute.RouteSelector routes) {
    DownloadFlowFactory downloads =
        new DownloadFlowFactory(relay.socket(), client, stats, shared.batches());
    try (ReadinessSet readiness = ReadinessSet.open();
        AssociationLoop loop =
            new AssociationLoop(readiness, control, downloads, direct, routes, shared)) {
      return loop.run();
    } catch (ClosedByInterruptException e) {
      return AssociationEnd.SHUTDOWN;
    } catch (InjectedResetException e) {
      control.resetOnClose();
      return AssociationEnd.FAULT;
    } catch (IOException e) {
      return AssociationEnd.BROKEN;
    }
  }

  @Override
  public long activity() {
    return stats.uploads() + stats.downloads();
  }

  @Override
  public Duration limit() {
    return shared.timeouts().idle();
  }

  @Override
  public void keepAlive() {
    control.keepAlive();
  }

  @Override
  public void close() {
    relay.close();
    direct.close();
  }
}
