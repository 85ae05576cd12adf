package io.heddle.support;

import io.heddle.dial.Resolver;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/// Name service of a test: knows what it is told, can be stuck, and counts.
public final class StubLookup implements Resolver.Lookup, AutoCloseable {
  private final Map<String, InetAddress[]> names = new ConcurrentHashMap<>();
  private final Map<String, AtomicInteger> asked = new ConcurrentHashMap<>();
  private final AtomicInteger threads = new AtomicInteger();
  private final AtomicInteger mostThreads = new AtomicInteger();
  private final CountDownLatch released = new CountDownLatch(1);

  /// A name and its addresses, in this order.
  public StubLookup knows(String name, String... addresses) {
    names.put(name, Stream.of(addresses).map(InetAddress::ofLiteral).toArray(InetAddress[]::new));
    return this;
  }

  /// Ends all waiting for names that begin with "stuck".
  public void release() {
    released.countDown();
  }

  /// How often a name was looked up.
  public int asked(String name) {
    AtomicInteger times = asked.get(name);
    return times == null ? 0 : times.get();
  }

  /// How many lookups are under way.
  public int underWay() {
    return threads.get();
  }

  /// How many lookups were under way at once.
  public int mostUnderWay() {
    return mostThreads.get();
  }

  @Override
  public InetAddress[] addresses(String name) throws UnknownHostException {
    asked.computeIfAbsent(name, key -> new AtomicInteger()).incrementAndGet();
    mostThreads.accumulateAndGet(threads.incrementAndGet(), Math::max);
    try {
      if (name.startsWith("stuck")) {
        released.await();
      }
      InetAddress[] known = names.get(name);
      if (known == null) {
        throw new UnknownHostException(name);
      }
      return known;
    } catch (InterruptedException e) {
      throw new UnknownHostException(name + ": interrupted");
    } finally {
      threads.decrementAndGet();
    }
  }

  @Override
  public void close() {
    release();
  }
}
