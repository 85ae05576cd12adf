package io.heddle.request;

/// Transport of a client's bytes to their target: the key `network`.
public enum TransportProtocol {
  TCP,
  UDP
}
