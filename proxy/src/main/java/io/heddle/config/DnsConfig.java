package io.heddle.config;

import io.heddle.address.AddressFamilyPreference;
import java.time.Duration;

/// Configuration of name lookups.
///
/// @param prefer selection and order of the addresses of a name
/// @param timeout maximum time of one lookup
/// @param cache time for which an answer is reused; zero disables the cache
public record DnsConfig(AddressFamilyPreference prefer, Duration timeout, Duration cache) {

  public static final DnsConfig DEFAULT =
      new DnsConfig(AddressFamilyPreference.AUTO, Duration.ofSeconds(5), Duration.ofMinutes(1));

  public DnsConfig {
    BadValues bad = new BadValues();
    ValueChecks.checkPositive("timeout", timeout, bad);
    ValueChecks.checkNotNegative("cache", cache, bad);
    bad.throwIfAny();
  }
}
