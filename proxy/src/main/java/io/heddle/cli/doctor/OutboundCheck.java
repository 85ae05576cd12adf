package io.heddle.cli.doctor;

import io.heddle.address.Endpoint;
import io.heddle.config.Config;
import io.heddle.config.OutboundConfig;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Check of the upstream proxies of a configuration: each is dialled, and sent nothing. `heddle
/// explain` asks them for a target, too.
final class OutboundCheck {
  private static final Duration LIMIT = Duration.ofSeconds(3);

  private OutboundCheck() {}

  static List<Finding> findings(Config config) {
    return config.outbounds().stream().flatMap(one -> finding(one).stream()).toList();
  }

  /// Empty for a group, and for a proxy behind another one, which this machine may not reach.
  private static Optional<Finding> finding(OutboundConfig outbound) {
    return outbound.via().isPresent()
        ? Optional.empty()
        : outbound.url().map(url -> dialled("outbound", outbound.name(), url.address()));
  }

  /// Finding about a server, which is dialled.
  ///
  /// @param check word of the finding
  static Finding dialled(String check, String name, Endpoint address) {
    long start = System.nanoTime();
    String subject = name + " (" + address + ")";
    String host = address.host().toString();
    try (Socket socket = new Socket()) {
      socket.connect(
          new InetSocketAddress(host, address.port()), Math.toIntExact(LIMIT.toMillis()));
      long millis = Duration.ofNanos(System.nanoTime() - start).toMillis();
      return Finding.ok(check, subject + " answers after " + millis + " ms");
    } catch (IOException | RuntimeException e) {
      return Finding.problem(
          check,
          subject + ": " + reason(host, e),
          "is it running, and the network that it needs connected?");
    }
  }

  private static String reason(String host, Exception e) {
    return e instanceof UnknownHostException
        ? "no address found for " + host
        : String.valueOf(e.getMessage());
  }
}
