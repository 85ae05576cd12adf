package io.heddle.config;

import io.heddle.address.Address;
import io.heddle.address.Cidr;
import io.heddle.address.Endpoint;
import io.heddle.address.Host;
import io.heddle.request.ProxyProtocolMode;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Warnings of listeners that exclude each other, and of outbounds that lead back to a listener.
final class ListenWarnings {
  /// Addresses of the listeners by their keys.
  private final Map<String, Endpoint> listeners = new LinkedHashMap<>();

  private static final List<Cidr> LOOPBACKS = List.of(Cidr.parse("127.0.0.0/8"), Cidr.parse("::1"));

  private final List<ConfigWarning> found = new ArrayList<>();

  private ListenWarnings() {}

  static List<ConfigWarning> of(Config config) {
    ListenWarnings warnings = new ListenWarnings();
    for (int i = 0; i < config.inbounds().size(); i++) {
      warnings.addListener("inbounds[" + i + "]", config.inbounds().get(i).listen());
      warnings.checkClients("inbounds[" + i + "]", config.inbounds().get(i));
    }
    config.outbounds().forEach(warnings::checkOutbound);
    config.admin().listen().ifPresent(listen -> warnings.addListener("admin", listen));
    return warnings.found;
  }

  private void addListener(String key, Address listen) {
    if (listen instanceof Endpoint endpoint && endpoint.port() != 0) {
      listeners.forEach((other, taken) -> {
        if (excludes(taken, endpoint) || excludes(endpoint, taken)) {
          warn(
              key + ".listen",
              "cannot be open together with "
                  + other
                  + ": "
                  + taken
                  + " has the same port, and "
                  + (isAny(taken) ? taken : endpoint)
                  + " stands for all addresses");
        }
      });
      listeners.put(key, endpoint);
    }
  }

  /// Whether a listener takes a port at all addresses of a family, so that no other can have one.
  private static boolean excludes(Endpoint any, Endpoint other) {
    return isAny(any)
        && any.port() == other.port()
        && !any.equals(other)
        && address(other).filter(ip -> isV4(ip) == isV4(address(any).orElseThrow())).isPresent();
  }

  /// A client on this machine, which alone can reach a loopback address, has one itself. A PROXY header
  /// may name any.
  private void checkClients(String key, InboundConfig inbound) {
    if (!inbound.clients().isEmpty()
        && inbound.listen().isLoopback()
        && inbound.proxyProtocol() == ProxyProtocolMode.OFF
        && LOOPBACKS.stream()
            .noneMatch(loopback ->
                inbound.clients().stream()
                    .anyMatch(one -> one.contains(loopback) || loopback.contains(one)))) {
      warn(
          key + ".clients",
          "admit nobody: only clients with a loopback address reach " + inbound.listen());
    }
  }

  private void checkOutbound(OutboundConfig outbound) {
    if (outbound.url().isEmpty() || outbound.via().isPresent()) {
      return;
    }
    Endpoint proxy = outbound.url().get().address();
    listeners.entrySet().stream()
        .filter(listener -> leadsTo(proxy, listener.getValue()))
        .findFirst()
        .ifPresent(listener ->
            warn(
                "outbounds." + outbound.name() + ".url",
                proxy
                    + " is this proxy itself, by "
                    + listener.getKey()
                    + ", so requests are"
                    + " refused as a loop"));
  }

  private static boolean leadsTo(Endpoint proxy, Endpoint listener) {
    return proxy.equals(listener)
        || (proxy.port() == listener.port()
            && isAny(listener)
            && address(proxy)
                .filter(ip -> ip.isLoopbackAddress() && isV4(ip) == isV4(address(listener).get()))
                .isPresent());
  }

  private static boolean isAny(Endpoint listen) {
    return address(listen).filter(InetAddress::isAnyLocalAddress).isPresent();
  }

  private static boolean isV4(InetAddress address) {
    return address instanceof Inet4Address;
  }

  /// The address of a literal. The one of a name is not known.
  private static Optional<InetAddress> address(Endpoint endpoint) {
    return endpoint.host() instanceof Host.Ip(var ip) ? Optional.of(ip) : Optional.empty();
  }

  private void warn(String key, String message) {
    found.add(new ConfigWarning(key, message));
  }
}
