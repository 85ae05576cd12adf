package io.heddle.config;

import java.time.Duration;

/// How names are resolved.
///
/// @param prefer which addresses of a name are tried, and in which order
/// @param timeout how long one lookup may take
/// @param cache how long an answer is used again; zero asks each time
public record DnsConfig(Prefer prefer, Duration timeout, Duration cache) {

  public static final DnsConfig DEFAULT =
      new DnsConfig(Prefer.AUTO, Duration.ofSeconds(5), Duration.ofMinutes(1));

  /// Which addresses of a name are tried.
  public enum Prefer {
    /// Both families, in the order of RFC 8305.
    AUTO,
    /// IPv4 first.
    IPV4,
    /// IPv6 first.
    IPV6,
    /// Never IPv6.
    IPV4_ONLY,
    /// Never IPv4.
    IPV6_ONLY
  }

  public DnsConfig {
    ValueChecks.positive("timeout", timeout);
    ValueChecks.notNegative("cache", cache);
  }
}
