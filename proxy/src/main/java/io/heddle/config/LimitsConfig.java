package io.heddle.config;

/// How much is taken on.
///
/// @param connections clients served at the same time, at least 1
/// @param connectionsPerClient of those, how many of one IP address; 0 sets no limit
/// @param header the size of an HTTP message's head, at most 16 MiB
public record LimitsConfig(int connections, int connectionsPerClient, Size header) {

  private static final Size MAX_HEADER = Size.kibibytes(16 * 1024);

  public static final LimitsConfig DEFAULT = new LimitsConfig(10_000, 0, Size.kibibytes(64));

  public LimitsConfig {
    if (connections < 1) {
      throw new BadValueException("connections", "must be at least 1");
    }
    if (connectionsPerClient < 0) {
      throw new BadValueException("connections-per-client", "must be 0, for no limit, or more");
    }
    if (header.bytes() < 1 || header.bytes() > MAX_HEADER.bytes()) {
      throw new BadValueException("header", "must be from 1B to " + MAX_HEADER);
    }
  }
}
