package io.heddle.lab.results;

import java.util.Set;

/// Names of proxies that results refer to.
public final class ProxyNames {
  public static final String HEDDLE = "heddle";
  public static final String HAPROXY_TCP = "HAProxy TCP";
  public static final String HAPROXY_SPLICE = "HAProxy splice";
  public static final String HAPROXY_TLS = "HAProxy TLS";
  public static final String MICROSOCKS = "microsocks";
  public static final String DANTE = "dante";
  public static final String V2RAY = "v2ray";
  public static final String SQUID = "squid";
  public static final String PRIVOXY = "privoxy";
  public static final String TINYPROXY = "tinyproxy";

  /// Clients that connect to the origin themselves.
  public static final String NO_PROXY = "no proxy";

  private static final Set<String> FORWARDERS = Set.of(HAPROXY_TCP, HAPROXY_SPLICE, HAPROXY_TLS);

  private ProxyNames() {}

  /// Whether a proxy forwards to one fixed target, which is less work than the others do.
  public static boolean isForwarder(String proxy) {
    return FORWARDERS.contains(proxy);
  }

  /// Name of a proxy, with a dagger at forwarders.
  public static String marked(String proxy) {
    return isForwarder(proxy) ? proxy + " †" : proxy;
  }
}
