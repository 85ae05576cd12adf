package io.heddle.config;

import java.time.Duration;

/// How long things may take.
///
/// @param handshake from accepting a client until its request is read
/// @param connect until a connection to a target, or to the next proxy, stands
/// @param idle without a byte in either direction, after which a tunnel is closed
/// @param halfClosed without a byte once one side has ended its stream
/// @param udpIdle without a datagram in either direction, after which an association is closed
/// @param drain what open connections get to end when the program is told to; zero cuts them
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
    ValueChecks.checkPositive("handshake", handshake);
    ValueChecks.checkPositive("connect", connect);
    ValueChecks.checkPositive("idle", idle);
    ValueChecks.checkPositive("half-closed", halfClosed);
    ValueChecks.checkPositive("udp-idle", udpIdle);
    ValueChecks.checkNotNegative("drain", drain);
  }
}
