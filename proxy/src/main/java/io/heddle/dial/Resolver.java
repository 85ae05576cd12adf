package io.heddle.dial;

import io.heddle.address.Host;
import io.heddle.jdk.BlockingCheck;
import io.heddle.net.Sockets;
import io.heddle.request.Refusal;
import io.heddle.request.RefusedException;
import io.heddle.request.TargetResolution;
import io.heddle.time.Deadline;
import io.heddle.trace.Tracing;
import io.heddle.trace.Tracing.Step;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.channels.ClosedByInterruptException;
import java.security.Security;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import jdk.jfr.FlightRecorder;

/// Resolver of names, with a cache in front of the system's resolver. Threads, waiting lookups,
/// cached names and time are limited.
///
/// Requests for one name share one lookup. An answer is used for the configured lifetime, a failure
/// for one second at most: long enough for a burst of requests, and short enough that names of a VPN
/// are found soon after it is up. `localhost` and the names below it are the loopback addresses,
/// without a lookup (RFC 6761 §6.3).
public final class Resolver implements AutoCloseable {
  private static final List<InetAddress> LOOPBACK =
      List.of(InetAddress.ofLiteral("127.0.0.1"), InetAddress.ofLiteral("::1"));

  /// Lookup by the system, or by a test.
  @FunctionalInterface
  public interface Lookup {
    /// The addresses of a name. Blocks the thread.
    ///
    /// @throws UnknownHostException if it has none, or the system does not know any
    /// @throws RefusedException for a reason that is known better
    InetAddress[] addresses(String name) throws UnknownHostException, RefusedException;

    /// The name server that is asked about a name, if the configuration says so.
    default Optional<InetSocketAddress> server(String name) {
      return Optional.empty();
    }

    /// The name of an address, or the address as text if it has none. Blocks the thread.
    default String name(InetAddress address) {
      assert BlockingCheck.isAllowed();
      return address.getCanonicalHostName();
    }
  }

  /// The lookup by the system. It switches off the cache of the JDK, which would keep failures for
  /// ten seconds and answers for thirty, whatever is configured here.
  public static Lookup system() {
    Security.setProperty("networkaddress.cache.ttl", "0");
    Security.setProperty("networkaddress.cache.negative.ttl", "0");
    return Resolver::systemAddresses;
  }

  private static InetAddress[] systemAddresses(String name) throws UnknownHostException {
    assert BlockingCheck.isAllowed();
    return InetAddress.getAllByName(name);
  }

  private final StaticHosts hosts;
  private final Lookup lookup;
  private final LookupCache cache;

  /// A resolver, which the caller closes to end its threads.
  ///
  /// @param hosts names that are not looked up
  /// @param timeout limit of a lookup, from its start
  /// @param lifetime time that an answer is used; zero for no cache, of failures neither
  public Resolver(StaticHosts hosts, Lookup lookup, Duration timeout, Duration lifetime) {
    this.hosts = hosts;
    this.lookup = lookup;
    cache = new LookupCache(lookup, timeout, lifetime);
  }

  /// A resolver that looks all names up.
  public Resolver(Lookup lookup, Duration timeout, Duration lifetime) {
    this(StaticHosts.NONE, lookup, timeout, lifetime);
  }

  /// The addresses of `name` in the order of the system, at least one.
  ///
  /// @param deadline ends the wait, also for a thread, if it is earlier than the timeout
  /// @throws RefusedException if the name has none, or none in time
  public List<InetAddress> resolve(Host.Name name, Deadline deadline)
      throws RefusedException, ClosedByInterruptException {
    return Tracing.step(
        new Step.Resolve(name),
        found -> facts(name, found),
        () -> resolveWithEvent(name, deadline));
  }

  /// The addresses of `name` by which the rules have decided, or those that the system knows if the
  /// rules did not ask.
  ///
  /// @throws RefusedException as above
  public List<InetAddress> resolve(Host.Name name, TargetResolution resolution, Deadline deadline)
      throws RefusedException, ClosedByInterruptException {
    if (resolution instanceof TargetResolution.ResolutionFailed(Refusal why, _)) {
      throw new RefusedException(why);
    }
    return resolution instanceof TargetResolution.Resolved(var addresses, _)
        ? addresses
        : resolve(name, deadline);
  }

  private Map<String, String> facts(Host.Name name, List<InetAddress> addresses) {
    Map<String, String> facts = new TreeMap<>();
    facts.put(
        "addresses",
        addresses.stream()
            .map(one -> new Host.Ip(one).toString())
            .collect(Collectors.joining(", ")));
    if (hosts.find(name).isPresent()) {
      facts.put("by", "dns.hosts");
    } else {
      lookup
          .server(name.text())
          .ifPresent(server -> facts.put("by", Sockets.of(server).toString()));
    }
    return facts;
  }

  private List<InetAddress> resolveWithEvent(Host.Name name, Deadline deadline)
      throws RefusedException, ClosedByInterruptException {
    if (!FlightRecorder.isInitialized()) {
      return addressesOf(name, deadline);
    }
    ResolveEvent event = new ResolveEvent();
    event.begin();
    try {
      List<InetAddress> addresses = addressesOf(name, deadline);
      event.found = true;
      return addresses;
    } finally {
      event.commit(name);
    }
  }

  /// The addresses of a name that `reverse` finds, which is not cached: one, with the name of it.
  ///
  /// @param question name to look up in messages
  /// @param reverse blocks its thread
  List<InetAddress> reverse(
      Host.Name question, Function<Lookup, List<InetAddress>> reverse, Deadline deadline)
      throws RefusedException, ClosedByInterruptException {
    return cache.uncached(question, () -> reverse.apply(lookup), deadline);
  }

  private List<InetAddress> addressesOf(Host.Name name, Deadline deadline)
      throws RefusedException, ClosedByInterruptException {
    if (name.isLoopback()) {
      return LOOPBACK;
    }
    Optional<List<InetAddress>> known = hosts.find(name);
    return known.isPresent() ? known.get() : cache.addresses(name, deadline);
  }

  /// Forgets the answer about `name` if its lookup has begun before this time of [System#nanoTime].
  ///
  /// @return false if no answer about it was kept
  boolean forget(Host.Name name, long nanoTime) {
    return cache.forget(name, nanoTime);
  }

  /// Forgets all answers and failures. Names that are being looked up are looked up again for those who
  /// ask from now on.
  public void forgetAll() {
    cache.forgetAll();
  }

  @Override
  public void close() {
    cache.close();
  }
}
