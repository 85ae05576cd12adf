package io.heddle.config;

import io.heddle.address.AddressFamilyPreference;
import io.heddle.address.Host;
import java.time.Duration;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;

/// Configuration of name lookups.
///
/// @param prefer selection and order of the addresses of a name
/// @param timeout maximum time of one lookup
/// @param cache time for which an answer is reused; zero disables the cache
/// @param hosts addresses of names without a lookup; `*.` before a name stands for all names below it
/// @param servers name servers for some domains
public record DnsConfig(
    AddressFamilyPreference prefer,
    Duration timeout,
    Duration cache,
    SequencedMap<String, List<Host.Ip>> hosts,
    List<NameServerConfig> servers) {

  public static final DnsConfig DEFAULT =
      new DnsConfig(
          AddressFamilyPreference.AUTO,
          Duration.ofSeconds(5),
          Duration.ofMinutes(1),
          new LinkedHashMap<>(),
          List.of());

  public DnsConfig {
    BadValues bad = new BadValues();
    ValueChecks.checkPositive("timeout", timeout, bad);
    ValueChecks.checkNotNegative("cache", cache, bad);
    hosts = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(hosts));
    servers = List.copyOf(servers);
    checkDomains(servers, bad);
    bad.throwIfAny();
  }

  /// Each domain has one server, and each server a domain.
  private static void checkDomains(List<NameServerConfig> servers, BadValues bad) {
    Set<Host.Name> known = new HashSet<>();
    for (int i = 0; i < servers.size(); i++) {
      List<Host.Name> domains = servers.get(i).domains();
      String key = "servers[" + i + "].domains";
      if (domains.isEmpty()) {
        bad.add(key, "is missing");
      }
      for (int j = 0; j < domains.size(); j++) {
        if (!known.add(domains.get(j))) {
          String mistake = "there is a server for " + domains.get(j) + " already";
          bad.add(key + "[" + j + "]", mistake, key);
        }
      }
    }
  }
}
