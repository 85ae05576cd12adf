package io.heddle.config;

import java.time.Duration;

/// Time limits.
///
/// @param handshake maximum time from accepting a client until its request is read
/// @param connect maximum time to connect to a target or to the next proxy
/// @param idle time without a byte in either direction after which a tunnel is closed
/// @param halfClosed the same after one side has ended its stream
/// @param udpIdle time without a datagram in either direction after which an association is closed
/// @param drain time that open connections have to end after SIGTERM; zero closes them at once
public record TimeoutsConfig(
    Duration handshake,
    Duration connect,
    Duration idle,
    Duration halfClosed,
    Duration udpIdle,
    Duration drain) {

  public static final TimeoutsConfig DEFAULT =
      new TimeoutsConfig(
          Duration.ofSeconds(10),
          Duration.ofSeconds(10),
          Duration.ofMinutes(5),
          Duration.ofSeconds(60),
          Duration.ofMinutes(5),
          Duration.ofSeconds(10));

  public TimeoutsConfig {
    BadValues bad = new BadValues();
    ValueChecks.checkPositive("handshake", handshake, bad);
    ValueChecks.checkPositive("connect", connect, bad);
    ValueChecks.checkPositive("idle", idle, bad);
    ValueChecks.checkPositive("half-closed", halfClosed, bad);
    ValueChecks.checkPositive("udp-idle", udpIdle, bad);
    ValueChecks.checkNotNegative("drain", drain, bad);
    bad.throwIfAny();
  }
}
