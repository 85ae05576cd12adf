package io.heddle.server.connection;

/// Limits of the number of open connections.
///
/// @param total in all
/// @param perClient from one IP address; 0 for no limit
public record ConnectionLimits(int total, int perClient) {
  static final ConnectionLimits NONE = new ConnectionLimits(Integer.MAX_VALUE, 0);
}
