package io.heddle.lab.proxy;

/// Ability of a proxy that a scenario of the benchmark requires.
public enum Capability {
  /// Streams: requested in SOCKS 5, or forwarded to the one target that a forwarder has.
  STREAMS,
  /// Thousands of such streams at rest, in a proxy whose memory is that of one process.
  IDLE_STREAMS,
  /// UDP ASSOCIATE of SOCKS 5.
  UDP,
  /// Forwarding of HTTP requests.
  HTTP,
  /// TLS on the listener, with SOCKS 5 inside or, in a forwarder, with any bytes.
  TLS,
  /// Streams through another proxy over TLS.
  PROXY_CHAIN,
  /// Streams through squid, with its Kerberos or without, as the baseline.
  KERBEROS,
  /// Rules with a list of names, or without, as the baseline.
  LISTS,
  /// A policy of the listener, or none, as the baseline.
  POLICY,
  /// A PAC script as the way of all requests, or none, as the baseline.
  PAC,
  /// A listener that serves its own user alone, or every user, as the baseline.
  LOCAL_USERS,
  /// A history of requests, or none, as the baseline.
  HISTORY,
  /// Rules with a fault for one name, or without, as the baseline.
  FAULTS,
  /// Start without a configuration file.
  START_UNCONFIGURED,
  /// Start with a configuration file.
  START_CONFIGURED
}
