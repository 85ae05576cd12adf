package io.heddle.dial;

import io.heddle.address.Host;
import io.heddle.dial.NameServerQuery.NameServerAnswer;
import io.heddle.jdk.BlockingCheck;
import io.heddle.request.Refusal.Reason;
import io.heddle.request.RefusedException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/// Lookup that asks the name servers of some domains, and the system for all other names. A name is
/// asked for as it is: search domains do not apply.
public final class DomainNameServers implements Resolver.Lookup {
  /// Aliases that are followed from one name to the next.
  private static final int MAX_ALIASES = 8;

  /// Limit of a lookup whatever is configured: an answer that takes longer does not come, and the lookup
  /// would keep its thread and its sockets from others.
  private static final Duration MAX_LIMIT = Duration.ofSeconds(30);

  private final Map<String, InetSocketAddress> servers;
  private final Resolver.Lookup others;
  private final Duration limit;

  /// @param servers by domain; the longest domain of a name decides
  /// @param others looks up the names of other domains
  /// @param timeout after which nobody waits for a lookup any more
  public DomainNameServers(
      Map<String, InetSocketAddress> servers, Resolver.Lookup others, Duration timeout) {
    this.servers = Map.copyOf(servers);
    this.others = others;
    // Those who wait are to be told which server was silent.
    Duration told = timeout.minus(timeout.dividedBy(20));
    limit = told.compareTo(MAX_LIMIT) < 0 ? told : MAX_LIMIT;
  }

  @Override
  public Optional<InetSocketAddress> server(String name) {
    Optional<InetSocketAddress> found = Optional.ofNullable(servers.get(name));
    for (int dot = name.indexOf('.');
        found.isEmpty() && dot >= 0;
        dot = name.indexOf('.', dot + 1)) {
      found = Optional.ofNullable(servers.get(name.substring(dot + 1)));
    }
    return found;
  }

  @Override
  public InetAddress[] addresses(String name) throws UnknownHostException, RefusedException {
    assert BlockingCheck.isAllowed();
    long start = System.nanoTime();
    String asked = name;
    for (int aliases = 0; aliases <= MAX_ALIASES; aliases++) {
      Optional<InetSocketAddress> server = server(asked);
      if (server.isEmpty()) {
        return others.addresses(asked);
      }
      Duration left = limit.minusNanos(System.nanoTime() - start);
      NameServerAnswer answer = new NameServerQuery(server.get(), asked).run(left);
      if (answer.alias().isEmpty()) {
        return answer.addresses().toArray(InetAddress[]::new);
      }
      asked = targetOf(name, answer.alias().get());
    }
    throw new RefusedException(
        Reason.NAME_NOT_RESOLVED,
        "too many aliases lead on from " + name + ", the last to " + asked);
  }

  /// The name that an alias leads to.
  private static String targetOf(String name, String alias) throws RefusedException {
    try {
      if (Host.parseAnyName(alias) instanceof Host.Name target) {
        return target.text();
      }
    } catch (IllegalArgumentException e) {
      // A server may answer with any bytes.
    }
    throw new RefusedException(
        Reason.NAME_NOT_RESOLVED, "the name " + name + " is an alias of what is no host name");
  }

  @Override
  public String name(InetAddress address) {
    return others.name(address);
  }
}
