package io.heddle.upstream;

import io.heddle.net.Connection;
import io.heddle.time.Deadline;
import java.io.IOException;
import java.nio.ByteBuffer;

/// Connection that carries requests to their target, or to the next proxy on the way there. It is
/// closed by the code that has opened it or taken it from the pool.
///
/// @param via path taken, as the log has it: the name of the outbound; the name of a group is
///     followed by that of its member, as in `either/corp`
/// @param form request-target form for forwarded requests
/// @param scope clients whose requests it may carry
/// @param expiry end of the time that it may wait in a pool
/// @param idleSinceNanos time since which it waits, on the clock of [System#nanoTime]; 0 if it has not
///     been in a pool
public record UpstreamConnection(
    Connection connection,
    String via,
    RequestTargetForm form,
    ReuseScope scope,
    Deadline expiry,
    long idleSinceNanos)
    implements AutoCloseable {

  /// A connection that has not been in a pool.
  public UpstreamConnection(
      Connection connection, String via, RequestTargetForm form, ReuseScope scope) {
    this(connection, via, form, scope, Deadline.NONE, 0);
  }

  /// A connection to the target itself, or a tunnel to it.
  public static UpstreamConnection toTarget(Connection connection, String via, ReuseScope scope) {
    return new UpstreamConnection(connection, via, RequestTargetForm.ORIGIN, scope);
  }

  /// This connection as opened by a member of the group `group`.
  public UpstreamConnection withinGroup(String group) {
    return new UpstreamConnection(connection, group + "/" + via, form, scope, expiry, 0);
  }

  /// This connection for the clients of `newScope`, waiting in a pool from now until `newExpiry`.
  public UpstreamConnection idle(ReuseScope newScope, Deadline newExpiry) {
    return new UpstreamConnection(connection, via, form, newScope, newExpiry, System.nanoTime());
  }

  /// Whether the next request may be sent on it: its time in the pool is not over, and nothing has
  /// come since the last response, neither bytes nor the end of the stream. Does not wait.
  public boolean isReusable() {
    try {
      return expiry.remaining() > 0
          && connection.reader().buffered() == 0
          && connection.readNow(ByteBuffer.allocate(1)) == 0;
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public void close() {
    connection.close();
  }

  /// Clients whose requests one connection may carry.
  public enum ReuseScope {
    /// None any more: the connection is of no further use.
    NONE,
    /// The client that it was opened for: the peer knows, or has authenticated, this client.
    SAME_CLIENT,
    /// All clients.
    ANY_CLIENT;

    /// The smaller one of two scopes.
    public ReuseScope narrowedTo(ReuseScope other) {
      return compareTo(other) < 0 ? this : other;
    }
  }
}
