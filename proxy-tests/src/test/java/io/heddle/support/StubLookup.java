package io.heddle.support;

import io.heddle.dial.Resolver;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/// Stub of the system's name lookup, with configured addresses, blocking lookups, and counters.
public final class StubLookup implements Resolver.Lookup, AutoCloseable {
  private final Map<String, InetAddress[]> names = new ConcurrentHashMap<>();
  private final Map<InetAddress, String> reverse = new ConcurrentHashMap<>();
  private final Map<String, AtomicInteger> asked = new ConcurrentHashMap<>();
  private final AtomicInteger threads = new AtomicInteger();
  private final AtomicInteger mostThreads = new AtomicInteger();
  private final CountDownLatch released = new CountDownLatch(1);

  /// Defines the addresses of a name, in this order.
  public StubLookup knows(String name, String... addresses) {
    names.put(name, Stream.of(addresses).map(InetAddress::ofLiteral).toArray(InetAddress[]::new));
    return this;
  }

  /// Defines the IPv4 address of a name whose AAAA record is the IPv4-mapped form of it, as the
  /// lookup of the JDK passes it on.
  public StubLookup knowsMapped(String name, String ipv4) {
    byte[] mapped = new byte[16];
    mapped[10] = mapped[11] = (byte) 0xff;
    System.arraycopy(InetAddress.ofLiteral(ipv4).getAddress(), 0, mapped, 12, 4);
    try {
      names.put(name, new InetAddress[] {Inet6Address.getByAddress(name, mapped, -1)});
    } catch (UnknownHostException e) {
      throw new AssertionError("16 bytes are an address", e);
    }
    return this;
  }

  /// Defines the name of an address.
  public StubLookup knowsName(String address, String name) {
    reverse.put(InetAddress.ofLiteral(address), name);
    return this;
  }

  @Override
  public String name(InetAddress address) {
    return reverse.getOrDefault(address, address.getHostAddress());
  }

  /// Unblocks lookups of names that begin with "stuck", which block until then.
  public void release() {
    released.countDown();
  }

  /// Number of lookups of a name.
  public int asked(String name) {
    AtomicInteger times = asked.get(name);
    return times == null ? 0 : times.get();
  }

  /// Number of running lookups.
  public int underWay() {
    return threads.get();
  }

  /// Maximum number of lookups that ran at the same time.
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
