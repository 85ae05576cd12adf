package io.heddle.dial;

import io.heddle.address.Host;
import io.heddle.request.Refusal.Reason;
import io.heddle.request.RefusedException;
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

/// Looks names up through the system's resolver: bounded in threads, waiting lookups, cached names
/// and time.
///
/// Requests for one name share one lookup. An answer serves for the cache's lifetime, a failure for
/// one second: long enough for a burst of requests, short enough that nobody waits after the VPN is
/// up.
public final class Resolver implements AutoCloseable {
  private static final int THREADS = 64;
  private static final int WAITING_LOOKUPS = 4096;
  private static final int CACHED_NAMES = 4096;
  private static final Duration FAILURE_LIFETIME = Duration.ofSeconds(1);

  /// The system's resolver, or a test's.
  @FunctionalInterface
  public interface Lookup {
    /// The addresses of a name; blocks.
    InetAddress[] addresses(String name) throws UnknownHostException;
  }

  /// The system's resolver, without the JDK's cache in front of it: that would keep a failure for
  /// ten seconds and an answer for thirty, whatever is configured here.
  public static Lookup system() {
    Security.setProperty("networkaddress.cache.ttl", "0");
    Security.setProperty("networkaddress.cache.negative.ttl", "0");
    return InetAddress::getAllByName;
  }

  private final Lookup lookup;
  private final Duration timeout;
  private final Duration lifetime;
  private final ThreadPoolExecutor threads;
  private final Map<Host.Name, Answer> cache = new LinkedHashMap<>(16, 0.75f, true);

  /// A resolver whose threads the caller ends by closing it.
  ///
  /// @param timeout the longest wait for one name
  /// @param lifetime how long an answer serves; zero for no cache
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

  /// The addresses of `name` in the system's order, at least one.
  ///
  /// @param deadline the wait ends here even if this resolver's timeout has not passed
  /// @throws RefusedException if the name has none, or none in time
  public List<InetAddress> resolve(Host.Name name, Deadline deadline)
      throws RefusedException, ClosedByInterruptException {
    return Tracing.step(new Step.Resolve(name), Resolver::facts, () -> answered(name, deadline));
  }

  private static Map<String, String> facts(List<InetAddress> addresses) {
    return Map.of(
        "addresses",
        addresses.stream().map(InetAddress::getHostAddress).collect(Collectors.joining(", ")));
  }

  private List<InetAddress> answered(Host.Name name, Deadline deadline)
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
      return answer(name).task.get(limit.remaining(), TimeUnit.NANOSECONDS);
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

  private Answer answer(Host.Name name) throws RefusedException {
    synchronized (cache) {
      Answer cached = cache.get(name);
      if (cached != null && cached.serves()) {
        return cached;
      }
      Answer fresh = new Answer(name);
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

  /// A lookup under way, or its outcome until it is too old.
  private final class Answer {
    private final FutureTask<List<InetAddress>> task;
    private volatile Deadline expiry = Deadline.NONE;

    Answer(Host.Name name) {
      task = new FutureTask<>(() -> look(name));
    }

    private List<InetAddress> look(Host.Name name) throws UnknownHostException {
      try {
        List<InetAddress> addresses = List.of(lookup.addresses(name.text()));
        expiry = Deadline.after(lifetime);
        return addresses;
      } catch (UnknownHostException | RuntimeException | Error e) {
        expiry = Deadline.after(FAILURE_LIFETIME);
        throw e;
      }
    }

    boolean serves() {
      return expiry.remaining() > 0;
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
