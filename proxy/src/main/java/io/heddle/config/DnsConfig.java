package io.heddle.config;

import io.heddle.address.AddressFamilyPreference;
import java.time.Duration;

/// How names are resolved.
///
/// @param prefer which addresses of a name are tried, and in which order
/// @param timeout how long one lookup may take
/// @param cache how long an answer is used again; zero asks each time
public record DnsConfig(AddressFamilyPreference prefer, Duration timeout, Duration cache) {

  public static final DnsConfig DEFAULT =
      new DnsConfig(AddressFamilyPreference.AUTO, Duration.ofSeconds(5), Duration.ofMinutes(1));

  public DnsConfig {
    ValueChecks.checkPositive("timeout", timeout);
    ValueChecks.checkNotNegative("cache", cache);
  }
}
