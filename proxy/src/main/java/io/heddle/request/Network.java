package io.heddle.request;

/// What carries a client's bytes to their target.
public enum Network {
  TCP,
  UDP
}
