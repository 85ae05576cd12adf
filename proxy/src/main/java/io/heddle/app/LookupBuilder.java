package io.heddle.app;

import io.heddle.address.Host;
import io.heddle.config.DnsConfig;
import io.heddle.config.NameServerConfig;
import io.heddle.dial.DomainNameServers;
import io.heddle.dial.Resolver;
import io.heddle.dial.StaticHosts;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Builder of the name lookups from the configuration.
public final class LookupBuilder {
  private LookupBuilder() {}

  /// A resolver as the proxy has it, which the caller closes.
  public static Resolver resolver(DnsConfig dns) {
    return new Resolver(hosts(dns), lookup(dns), dns.timeout(), dns.cache());
  }

  static StaticHosts hosts(DnsConfig dns) {
    if (dns.hosts().isEmpty()) {
      return StaticHosts.NONE;
    }
    Map<String, List<InetAddress>> addresses = new HashMap<>();
    dns.hosts()
        .forEach((name, ips) -> addresses.put(name, ips.stream().map(Host.Ip::address).toList()));
    return new StaticHosts(addresses);
  }

  static Resolver.Lookup lookup(DnsConfig dns) {
    if (dns.servers().isEmpty()) {
      return Resolver.system();
    }
    Map<String, InetSocketAddress> servers = new HashMap<>();
    for (NameServerConfig server : dns.servers()) {
      InetAddress ip = ((Host.Ip) server.at().host()).address();
      server
          .domains()
          .forEach(
              domain -> servers.put(domain.text(), new InetSocketAddress(ip, server.at().port())));
    }
    return new DomainNameServers(servers, Resolver.system(), dns.timeout());
  }
}
