package io.heddle.cli.doctor;

import io.heddle.address.Endpoint;
import io.heddle.address.Host;
import io.heddle.config.Config;
import io.heddle.config.OutboundConfig;
import io.heddle.dial.Resolver;
import io.heddle.request.RefusedException;
import io.heddle.time.Deadline;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Check of the upstream proxies of a configuration: each is dialled, and sent nothing. `heddle
/// explain` asks them for a target, too.
final class OutboundCheck {
  private static final Duration LIMIT = Duration.ofSeconds(3);

  private OutboundCheck() {}

  /// @param resolver that of the proxy
  static List<Finding> findings(Config config, Resolver resolver) {
    return config.outbounds().stream().flatMap(one -> finding(one, resolver).stream()).toList();
  }

  /// Empty for a group, and for a proxy behind another one, which this machine may not reach.
  private static Optional<Finding> finding(OutboundConfig outbound, Resolver resolver) {
    return outbound.via().isPresent()
        ? Optional.empty()
        : outbound.url().map(url -> dialled("outbound", outbound.name(), url.address(), resolver));
  }

  /// Finding about a server, which is dialled.
  ///
  /// @param check word of the finding
  static Finding dialled(String check, String name, Endpoint address, Resolver resolver) {
    long start = System.nanoTime();
    String subject = name + " (" + address + ")";
    try {
      connect(addresses(address.host(), resolver), address.port());
      long millis = Duration.ofNanos(System.nanoTime() - start).toMillis();
      return Finding.ok(check, subject + " answers after " + millis + " ms");
    } catch (RefusedException e) {
      return unreachable(check, subject, e.refusal().details());
    } catch (IOException | RuntimeException e) {
      return unreachable(check, subject, String.valueOf(e.getMessage()));
    }
  }

  private static List<InetAddress> addresses(Host host, Resolver resolver)
      throws RefusedException, IOException {
    return switch (host) {
      case Host.Name name -> resolver.resolve(name, Deadline.after(LIMIT));
      case Host.Ip ip -> List.of(ip.address());
    };
  }

  /// Connects to one of the addresses, at least one, within the limit.
  private static void connect(List<InetAddress> addresses, int port) throws IOException {
    Deadline deadline = Deadline.after(LIMIT);
    IOException failure = new IOException("no address");
    for (InetAddress address : addresses) {
      try (Socket socket = new Socket()) {
        long millis = Duration.ofNanos(deadline.remaining()).toMillis();
        socket.connect(new InetSocketAddress(address, port), Math.toIntExact(Math.max(1, millis)));
        return;
      } catch (IOException e) {
        failure = e;
      }
    }
    throw failure;
  }

  private static Finding unreachable(String check, String subject, String why) {
    return Finding.problem(
        check, subject + ": " + why, "is it running, and the network that it needs connected?");
  }
}
