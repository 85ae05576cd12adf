package io.heddle.dial;

import io.heddle.address.Host;
import io.heddle.request.Refusal;
import io.heddle.request.Refusal.Reason;
import io.heddle.request.RefusedException;
import io.heddle.request.TargetResolution;
import io.heddle.time.Deadline;
import io.heddle.trace.Step;
import io.heddle.trace.Tracing;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.channels.ClosedByInterruptException;
import java.security.Security;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Resolver of names, with a cache in front of the system's resolver. Threads, waiting lookups,
/// cached names and time are limited.
///
/// Requests for one name share one lookup. An answer is used for the configured lifetime, a failure
/// for one second: long enough for a burst of requests, and short enough that names of a VPN are
/// found soon after it is up.
public final class Resolver implements AutoCloseable {
  private static final int THREADS = 64;
  private static final int WAITING_LOOKUPS = 4096;
  private static final int CACHED_NAMES = 4096;
  private static final Duration FAILURE_LIFETIME = Duration.ofSeconds(1);

  /// Lookup by the system, or by a test.
  @FunctionalInterface
  public interface Lookup {
    /// The addresses of a name. Blocks the thread.
    InetAddress[] addresses(String name) throws UnknownHostException;
  }

  /// The lookup by the system. It switches off the cache of the JDK, which would keep failures for
  /// ten seconds and answers for thirty, whatever is configured here.
  public static Lookup system() {
    Security.setProperty("networkaddress.cache.ttl", "0");
    Security.setProperty("networkaddress.cache.negative.ttl", "0");
    return InetAddress::getAllByName;
  }

  private final Lookup lookup;
  private final Duration timeout;
  private final Duration lifetime;
  private final ThreadPoolExecutor threads;
  private final Map<Host.Name, CachedLookup> cache = new LinkedHashMap<>(16, 0.75f, true);

  /// A resolver, which the caller closes to end its threads.
  ///
  /// @param timeout limit of the wait for one name
  /// @param lifetime time that an answer is used; zero for no cache
  public Resolver(Lookup lookup, Duration timeout, Duration lifetime) {
    this.lookup = lookup;
    this.timeout = timeout;
    this.lifetime = lifetime;
    threads =
        new ThreadPoolExecutor(
            THREADS,
            THREADS,
            10,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(WAITING_LOOKUPS),
            Thread.ofPlatform().daemon().name("resolver-", 1).factory());
    threads.allowCoreThreadTimeOut(true);
  }

  /// The addresses of `name` in the order of the system, at least one.
  ///
  /// @param deadline ends the wait if it is earlier than the timeout of the resolver
  /// @throws RefusedException if the name has none, or none in time
  public List<InetAddress> resolve(Host.Name name, Deadline deadline)
      throws RefusedException, ClosedByInterruptException {
    return Tracing.step(
        new Step.Resolve(name), Resolver::facts, () -> resolveWithEvent(name, deadline));
  }

  /// The addresses of `name` by which the rules have decided, or those that the system knows if the
  /// rules did not ask.
  ///
  /// @throws RefusedException as above
  public List<InetAddress> resolve(
      Host.Name name, TargetResolution resolution, Deadline deadline)
      throws RefusedException, ClosedByInterruptException {
    return switch (resolution) {
      case TargetResolution.Resolved(var addresses) -> addresses;
      case TargetResolution.Failed(Refusal why) -> throw new RefusedException(why);
      case TargetResolution.NotResolved() -> resolve(name, deadline);
    };
  }

  private static Map<String, String> facts(List<InetAddress> addresses) {
    return Map.of(
        "addresses",
        addresses.stream().map(InetAddress::getHostAddress).collect(Collectors.joining(", ")));
  }

  private List<InetAddress> resolveWithEvent(Host.Name name, Deadline deadline)
      throws RefusedException, ClosedByInterruptException {
    ResolveEvent event = new ResolveEvent();
    event.begin();
    boolean found = false;
    try {
      List<InetAddress> addresses = await(name, Deadline.after(timeout).orEarlier(deadline));
      found = true;
      return addresses;
    } finally {
      event.end();
      if (event.shouldCommit()) {
        event.host = name.toString();
        event.found = found;
        event.commit();
      }
    }
  }

  private List<InetAddress> await(Host.Name name, Deadline limit)
      throws RefusedException, ClosedByInterruptException {
    try {
      return lookUp(name).task.get(limit.remaining(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      throw new RefusedException(Reason.NAME_NOT_RESOLVED, "no address found for " + name);
    } catch (TimeoutException e) {
      throw new RefusedException(
          Reason.NAME_RESOLUTION_TIMED_OUT, "no answer in time about the name " + name);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ClosedByInterruptException();
    }
  }

  private CachedLookup lookUp(Host.Name name) throws RefusedException {
    synchronized (cache) {
      CachedLookup cached = cache.get(name);
      if (cached != null && cached.isValid()) {
        return cached;
      }
      CachedLookup fresh = new CachedLookup(name);
      try {
        threads.execute(fresh.task);
      } catch (RejectedExecutionException e) {
        throw new RefusedException(Reason.LIMIT_REACHED, "too many names are being looked up");
      }
      cache.put(name, fresh);
      if (cache.size() > CACHED_NAMES) {
        cache.remove(cache.keySet().iterator().next());
      }
      return fresh;
    }
  }

  /// Lookup under way, or its result until it expires.
  private final class CachedLookup {
    private final FutureTask<List<InetAddress>> task;
    private volatile Deadline expiry = Deadline.NONE;

    CachedLookup(Host.Name name) {
      task = new FutureTask<>(() -> run(name));
    }

    private List<InetAddress> run(Host.Name name) throws UnknownHostException {
      try {
        List<InetAddress> addresses =
            Stream.of(lookup.addresses(name.text())).map(Host.Ip::canonical).distinct().toList();
        expiry = Deadline.after(lifetime);
        return addresses;
      } catch (UnknownHostException | RuntimeException | Error e) {
        expiry = Deadline.after(FAILURE_LIFETIME);
        throw e;
      }
    }

    boolean isValid() {
      return expiry.remaining() > 0;
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
