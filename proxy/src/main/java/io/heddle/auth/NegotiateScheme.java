package io.heddle.auth;

import io.heddle.net.scheduler.BlockingCalls;
import io.heddle.net.scheduler.BlockingCalls.BlockingCall;
import io.heddle.net.scheduler.NoResultException;
import io.heddle.time.Deadline;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.ietf.jgss.GSSException;

/// Negotiate with Kerberos (RFC 4559), by the ticket that the user of this process has.
///
/// Each request carries a token of its own. Some proxies authenticate the connection by the first one;
/// they take the further ones too.
public final class NegotiateScheme implements AuthScheme {
  /// Calls that wait for a KDC at one time. A token from the cache takes about a millisecond.
  private static final int MAX_CALLS = 8;

  private static final BlockingCalls THREADS = new BlockingCalls("kerberos", MAX_CALLS);

  private static final Duration MAX_WAIT = Duration.ofMinutes(1);

  /// Time after a failure in which another scheme is tried first.
  private static final long DOUBT_NANOS = TimeUnit.SECONDS.toNanos(10);

  /// Time for which what is known of the ticket is shown.
  private static final long TICKET_NANOS = TimeUnit.SECONDS.toNanos(2);

  private final String service;
  private volatile boolean severalLegs;
  private volatile long failedNanos;
  private volatile Optional<KerberosTicket> ticket = Optional.empty();
  private volatile long ticketNanos;

  /// @param service Kerberos name of the proxy, `HTTP/host` or `HTTP/host@REALM`; or `HTTP@host`
  public NegotiateScheme(String service) {
    this.service = service;
  }

  @Override
  public String name() {
    return "Negotiate";
  }

  @Override
  public AuthExchange begin() {
    return new NegotiateExchange(this);
  }

  @Override
  public boolean authenticatesConnection() {
    return false;
  }

  @Override
  public boolean hasFixedLegs() {
    return false;
  }

  @Override
  public boolean isDoubtful() {
    return failedNanos != 0 && System.nanoTime() - failedNanos < DOUBT_NANOS;
  }

  /// Nothing is held back: a ticket may have come.
  @Override
  public void checkNotHeldBack(Deadline deadline) {}

  String service() {
    return service;
  }

  /// Whether the proxy has wanted more than one token.
  boolean hasSeveralLegs() {
    return severalLegs;
  }

  void severalLegs(boolean several) {
    severalLegs = several;
  }

  void noteSuccess() {
    failedNanos = 0;
  }

  /// Notes a failure.
  AuthFailedException failed(String why) {
    failedNanos = System.nanoTime() | 1;
    return new AuthFailedException(why);
  }

  /// Makes a call that may wait for a KDC.
  ///
  /// @throws AuthFailedException if it fails, or takes too long
  /// @throws IOException if the thread was interrupted
  <T> T call(Deadline deadline, BlockingCall<T, GSSException> call)
      throws AuthFailedException, IOException {
    Duration limit = Duration.ofNanos(Math.min(MAX_WAIT.toNanos(), deadline.remaining()));
    try {
      return THREADS.call(limit, () -> explained(call));
    } catch (NoResultException e) {
      throw failed("the KDC has not answered within " + limit.toMillis() + " ms");
    }
  }

  private <T> T explained(BlockingCall<T, GSSException> call) throws AuthFailedException {
    try {
      return call.run();
    } catch (GSSException e) {
      throw failed(KerberosFailure.describe(KerberosClient.explained(e, service), service));
    }
  }

  /// The ticket, as far as it is known; empty if there is none.
  Optional<KerberosTicket> ticket(Deadline deadline) {
    if (ticketNanos == 0 || System.nanoTime() - ticketNanos > TICKET_NANOS) {
      try {
        ticket =
            THREADS.call(
                Duration.ofNanos(Math.min(MAX_WAIT.toNanos(), deadline.remaining())),
                NegotiateScheme::findTicket);
        ticketNanos = System.nanoTime() | 1;
      } catch (IOException e) {
        return Optional.empty();
      }
    }
    return ticket;
  }

  private static Optional<KerberosTicket> findTicket() {
    try {
      return Optional.of(KerberosClient.ticket());
    } catch (GSSException e) {
      return Optional.empty();
    }
  }
}
