package io.heddle.config;

/// Limits on resources.
///
/// @param connections maximum number of client connections at a time, at least 1
/// @param connectionsPerClient maximum number of those from one IP address; 0 for no limit
/// @param header maximum size of the head of an HTTP request, 1 byte to 16 MiB; those of responses may
///     have 256 KiB in any case
public record LimitsConfig(int connections, int connectionsPerClient, Size header) {

  private static final Size MAX_HEADER = Size.kibibytes(16 * 1024);

  public static final LimitsConfig DEFAULT = new LimitsConfig(10_000, 0, Size.kibibytes(64));

  public LimitsConfig {
    BadValues bad = new BadValues();
    if (connections < 1) {
      bad.add("connections", "must be at least 1");
    }
    if (connectionsPerClient < 0) {
      bad.add("connections-per-client", "must be 0, for no limit, or more");
    }
    if (header.bytes() < 1 || header.bytes() > MAX_HEADER.bytes()) {
      bad.add("header", "must be from 1B to " + MAX_HEADER);
    }
    bad.throwIfAny();
  }
}
