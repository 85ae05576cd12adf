package io.heddle.inbound;

import io.heddle.address.Address;
import io.heddle.address.Endpoint;
import io.heddle.address.Host;
import io.heddle.request.Refusal.Reason;
import io.heddle.request.RefusedException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/// Slow-down of clients that guess passwords, by address. The answer to wrong credentials is delayed,
/// the longer the more there have been. An address that has failed has a limited number of attempts
/// at one time, so that many connections are no way around. Some more wait for their turn, and the
/// rest are refused without a look at their credentials: a client that has left keeps its place until
/// then, and must not take all.
///
/// Nobody is locked out: right credentials are answered at once when it is their turn, which they
/// wait for only a short time, and after a minute without failures all is forgotten. Clients without
/// credentials are not delayed: programs ask first without.
///
/// Rejected: to refuse an address after some failures, since all programs of a machine, and all
/// machines behind an address translator, have one. Rejected: to delay right credentials as well.
/// To leave before the delayed answer comes gains a guesser little, since an attempt keeps its
/// turn when its client has left.
public final class LoginThrottle {
  private static final int MAX_ADDRESSES = 4096;

  /// The attempts of one address at one time.
  private static final int TURNS = 16;

  /// Attempts of one address that wait for a turn. Each turn takes a second at most, so all get theirs
  /// within [#MAX_WAIT].
  private static final int MAX_WAITING = 40;

  private static final Duration MAX_WAIT = Duration.ofSeconds(3);
  private static final long FORGET_NANOS = Duration.ofMinutes(1).toNanos();

  /// The network of an IPv6 client, which may use any address of it.
  private static final int IPV6_PREFIX_BYTES = 8;

  private final Map<Object, FailedLogins> failed = new ConcurrentHashMap<>();
  private final Semaphore places;

  /// A throttle in which at most `places` attempts are delayed or wait at one time, of all addresses
  /// that have failed.
  public LoginThrottle(int places) {
    this.places = new Semaphore(places);
  }

  /// Checks the credentials of a client, and returns when it may be told the result.
  ///
  /// @param credentials whether they are right
  /// @throws RefusedException if too many attempts of the address are waiting
  /// @throws ClosedByInterruptException if the calling thread is interrupted
  public boolean check(Address client, BooleanSupplier credentials)
      throws RefusedException, ClosedByInterruptException {
    if (failed.isEmpty()) {
      return credentials.getAsBoolean() || fail(client);
    }
    Optional<FailedLogins> earlier = Optional.ofNullable(failed.get(key(client)));
    if (earlier.isEmpty()) {
      return credentials.getAsBoolean() || fail(client);
    }
    if (!places.tryAcquire()) {
      throw tooMany();
    }
    try {
      return earlier.get().check(credentials);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ClosedByInterruptException();
    } finally {
      places.release();
    }
  }

  private static RefusedException tooMany() {
    return new RefusedException(
        Reason.LIMIT_REACHED, "too many wrong passwords come from this address; try again later");
  }

  /// Notes the first failure of an address.
  private boolean fail(Address client) {
    if (failed.size() >= MAX_ADDRESSES) {
      long now = System.nanoTime();
      failed.values().removeIf(one -> one.isForgotten(now));
      // Too many addresses take part. That they have no limit is better than that others fail.
      failed.keySet().stream().limit(failed.size() - MAX_ADDRESSES + 1L).forEach(failed::remove);
    }
    long _ = failed.computeIfAbsent(key(client), _ -> new FailedLogins()).fail(System.nanoTime());
    return false;
  }

  private static Object key(Address client) {
    if (client instanceof Endpoint endpoint && endpoint.host() instanceof Host.Ip(InetAddress ip)) {
      return ip instanceof Inet6Address ? network(ip.getAddress()) : ip;
    }
    return client;
  }

  private static Object network(byte[] ipv6) {
    return ByteBuffer.wrap(ipv6, 0, IPV6_PREFIX_BYTES).getLong();
  }

  /// Failures of one address.
  static final class FailedLogins {
    private static final int FREE = 3;
    private static final long FIRST_DELAY = 50;
    private static final long MAX_DELAY = 1000;

    private final Semaphore turns = new Semaphore(TURNS, true);
    private int count;
    private long last;

    boolean check(BooleanSupplier credentials) throws RefusedException, InterruptedException {
      if (turns.getQueueLength() >= MAX_WAITING
          || !turns.tryAcquire(MAX_WAIT.toNanos(), TimeUnit.NANOSECONDS)) {
        throw tooMany();
      }
      try {
        if (credentials.getAsBoolean()) {
          return true;
        }
        Thread.sleep(fail(System.nanoTime()));
        return false;
      } finally {
        turns.release();
      }
    }

    /// Counts a failure.
    ///
    /// @return the delay of its answer in milliseconds
    synchronized long fail(long nanoTime) {
      count = isForgotten(nanoTime) ? 1 : count + 1;
      last = nanoTime;
      int doublings = Math.clamp(count - FREE - 1, 0, 10);
      return count <= FREE ? 0 : Math.min(MAX_DELAY, FIRST_DELAY << doublings);
    }

    /// Whether the last failure is long ago.
    synchronized boolean isForgotten(long nanoTime) {
      return nanoTime - last > FORGET_NANOS;
    }
  }
}
