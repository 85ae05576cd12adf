package io.heddle.cli.doctor;

import io.heddle.address.Address;
import io.heddle.app.PortOwner;
import io.heddle.config.Config;
import io.heddle.config.InboundConfig;
import io.heddle.config.UpstreamAuthConfig.AuthMethod;
import io.heddle.jdk.BlockingCheck;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// Checks of the system: ports, clock, Kerberos ticket, IPv6.
final class SystemCheck {
  private static final Duration KLIST_LIMIT = Duration.ofSeconds(2);
  private static final int DISCARD_PORT = 9;

  private SystemCheck() {}

  /// The ports at which a proxy would listen, if none is running.
  static List<Finding> ports(Config config) {
    return config.inbounds().stream()
        .map(InboundConfig::listen)
        .map(address -> port(address, PortOwner.find(address)))
        .toList();
  }

  private static Finding port(Address address, Optional<PortOwner> owner) {
    return owner
        .map(one ->
            Finding.problem(
                "port",
                address + " is taken by " + one,
                "stop it, or run heddle with --listen and another port"))
        .orElseGet(() -> Finding.ok("port", address + " is free"));
  }

  /// The clock, which must not be before the time when this program was built: certificates would not
  /// be valid yet.
  static Finding clock(Instant time) {
    Instant now = time.truncatedTo(ChronoUnit.SECONDS);
    assert BlockingCheck.isAllowed();
    Path program = Path.of(System.getProperty("java.home"), "lib", "modules");
    try {
      Instant built = Files.getLastModifiedTime(program).toInstant();
      return now.isBefore(built.minus(Duration.ofDays(1)))
          ? Finding.problem("clock", "it says " + now + ", before this program was built", "set it")
          : Finding.ok("clock", "it says " + now);
    } catch (IOException e) {
      return Finding.note("clock", "it says " + now);
    }
  }

  /// Whether a Kerberos ticket is expected: an outbound needs it, or the user has named its cache.
  static boolean wantsTicket(Config config, Map<String, String> environment) {
    return environment.containsKey("KRB5CCNAME")
        || config.outbounds().stream()
            .anyMatch(one -> one.auth().schemes().contains(AuthMethod.NEGOTIATE));
  }

  /// The Kerberos ticket, by `klist` of the system. Empty if there is none, and none is wanted.
  static Optional<Finding> ticket(boolean wanted) {
    assert BlockingCheck.isAllowed();
    try {
      ProcessBuilder program = new ProcessBuilder("klist").redirectErrorStream(true);
      program.environment().put("LC_ALL", "C");
      Process klist = program.start();
      if (!klist.waitFor(KLIST_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
        klist.destroy();
        return Optional.of(Finding.note("ticket", "klist does not answer"));
      }
      String out = new String(klist.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (klist.exitValue() != 0) {
        return wanted
            ? Optional.of(Finding.problem("ticket", "there is none", "run kinit"))
            : Optional.empty();
      }
      boolean valid = new ProcessBuilder("klist", "-s").start().waitFor() == 0;
      String times = TicketText.of(out);
      return Optional.of(
          valid
              ? Finding.ok("ticket", times)
              : Finding.problem("ticket", "it has expired: " + times, "run kinit"));
    } catch (IOException e) {
      return wanted
          ? Optional.of(Finding.note("ticket", "not looked at: klist is not installed"))
          : Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  /// Whether this machine has a route for IPv6. Nothing is sent.
  static Finding ipv6() {
    try (DatagramSocket socket = new DatagramSocket()) {
      InetAddress root = InetAddress.ofLiteral("2001:503:ba3e::2:30");
      socket.connect(new InetSocketAddress(root, DISCARD_PORT));
      boolean global = !socket.getLocalAddress().isLoopbackAddress();
      return global
          ? Finding.ok("ipv6", "this machine has a route")
          : Finding.note("ipv6", "no route: targets are reached by IPv4");
    } catch (IOException | RuntimeException e) {
      return Finding.note("ipv6", "no route: targets are reached by IPv4");
    }
  }
}
