package io.heddle.pac;

import java.net.InetAddress;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;

/// Network of tests: some names, two addresses of this machine, and a clock that stands.
public final class FixedNetwork implements PacNetwork {
  private static final Map<String, List<InetAddress>> NAMES =
      Map.of(
          "two.test", ips("2001:db8::8", "192.0.2.8", "192.0.2.9"),
          "six.test", ips("2001:db8::6"),
          "localhost", ips("127.0.0.1"));

  private static List<InetAddress> ips(String... texts) {
    return List.of(texts).stream().map(InetAddress::ofLiteral).toList();
  }

  @Override
  public List<InetAddress> addresses(String host, Duration limit) {
    return NAMES.getOrDefault(host, List.of());
  }

  @Override
  public List<InetAddress> ownAddresses() {
    return ips("2001:db8::1", "192.0.2.1");
  }

  @Override
  public ZonedDateTime now() {
    return ZonedDateTime.parse("2026-03-04T22:30:15-05:00[America/New_York]");
  }
}
