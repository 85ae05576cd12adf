package io.heddle.dial;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.heddle.request.Refusal;
import io.heddle.request.Refusal.Reason;
import io.heddle.request.RefusedException;
import io.heddle.support.Origin;
import io.heddle.support.UnresponsiveOrigin;
import io.heddle.time.Deadline;
import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Refusals for connections that could not be made.
@Tag("component")
class ConnectFailuresTest {
  private static final InetSocketAddress TARGET =
      new InetSocketAddress(InetAddress.ofLiteral("192.0.2.1"), 80);

  private static Refusal refusal(String ip, int port) {
    InetSocketAddress target = new InetSocketAddress(InetAddress.ofLiteral(ip), port);
    return assertThrows(
            RefusedException.class,
            () -> Dialer.connect(target, Deadline.after(Duration.ofMillis(300))).close())
        .refusal();
  }

  @Test
  void aClosedPortRefuses() {
    int port = Origin.closedPort().port();
    assertEquals(
        new Refusal(Reason.CONNECTION_REFUSED, "127.0.0.1:" + port + " refused the connection"),
        refusal("127.0.0.1", port));
  }

  @Test
  void aDeafPortTimesOut() {
    try (var deaf = UnresponsiveOrigin.start("127.0.0.1", 0)) {
      int port = deaf.address().port();
      assertEquals(
          new Refusal(Reason.CONNECTION_TIMED_OUT, "no answer in time from 127.0.0.1:" + port),
          refusal("127.0.0.1", port));
    }
  }

  @Test
  void aBroadcastAddressIsUnreachable() {
    assertEquals(
        new Refusal(Reason.NETWORK_UNREACHABLE, "the network of 127.255.255.255:80 is unreachable"),
        refusal("127.255.255.255", 80));
  }

  /// Exceptions that JDK 25 throws on Linux. The routes were made in a network namespace.
  static Stream<FailureRow> thrown() {
    return Stream.of(
        new FailureRow(
            "no route", new SocketException("Network is unreachable"), "NETWORK_UNREACHABLE"),
        new FailureRow(
            "a route of type unreachable, or no neighbour",
            new NoRouteToHostException("No route to host"),
            "HOST_UNREACHABLE"),
        new FailureRow(
            "a route of type prohibit, or a firewall",
            new BindException("Permission denied"),
            "NETWORK_UNREACHABLE"),
        new FailureRow(
            "a route of type blackhole",
            new SocketException("Invalid argument"),
            "HOST_UNREACHABLE"),
        new FailureRow(
            "the kernel has given up",
            new ConnectException("Connection timed out"),
            "CONNECTION_TIMED_OUT"),
        new FailureRow(
            "a port that refuses",
            new ConnectException("Connection refused"),
            "CONNECTION_REFUSED"),
        new FailureRow(
            "no descriptor", new SocketException("Too many open files"), "LIMIT_REACHED"));
  }

  record FailureRow(String cause, IOException thrown, String reason) {
    @Override
    public String toString() {
      return cause;
    }
  }

  @ParameterizedTest
  @MethodSource("thrown")
  void everyFailureHasItsReason(FailureRow row) {
    assertEquals(
        Reason.valueOf(row.reason()), ConnectFailures.refusal(row.thrown(), TARGET).reason());
  }

  /// By `net.ipv4.ip_local_port_range` in a network namespace; the system says the same where it has
  /// no address for a way.
  @Test
  void aLackOfLocalPortsIsToldFromALackOfAddresses() {
    assertEquals(
        new Refusal(Reason.LIMIT_REACHED, "out of local ports for a connection to 127.0.0.1:80"),
        notAvailable("127.0.0.1"));
    assertEquals(
        new Refusal(Reason.NETWORK_UNREACHABLE, "no address to reach 255.255.255.255:80 from"),
        notAvailable("255.255.255.255"));
  }

  private static Refusal notAvailable(String ip) {
    return ConnectFailures.refusal(
        new BindException("Cannot assign requested address"),
        new InetSocketAddress(InetAddress.ofLiteral(ip), 80));
  }

  @Test
  void whatTheSystemForbidsIsSaidSo() {
    assertEquals(
        "the system forbids a connection to 192.0.2.1:80",
        ConnectFailures.refusal(new BindException("Permission denied"), TARGET).details());
  }
}
