package io.heddle.route;

import io.heddle.address.DomainPattern.MatchType;
import io.heddle.address.Endpoint;
import io.heddle.hostlist.HostList;
import io.heddle.hostlist.HostSet;
import io.heddle.request.ProxyRequest.Client;
import io.heddle.request.ProxyRequest.Client.ClientProtocol;
import io.heddle.request.ResolvePolicy;
import io.heddle.request.TransportProtocol;
import io.heddle.route.Router.Route;
import io.heddle.route.Router.RoutingInput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// The way of a request by a rule for a list, which has the target or has it not.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
public class ListBenchmark {
  private static final int TARGETS = 1 << 12;

  @Param({"10", "200000", "1000000"})
  private int names;

  private Router router;
  private final RoutingInput[] listed = new RoutingInput[TARGETS];
  private final RoutingInput[] others = new RoutingInput[TARGETS];
  private int next;

  @Setup
  public void prepare() {
    HostSet.Builder hosts = new HostSet.Builder();
    for (int i = 0; i < names; i++) {
      byte[] name = name(i).getBytes(StandardCharsets.US_ASCII);
      hosts.add(name, 0, name.length, MatchType.WITH_SUBDOMAINS, i + 1);
    }
    HostList list = new HostList("ads", "ads.hosts");
    list.replace(hosts.build());
    Rule rule =
        new Rule(
            List.of(new ListMatcher(Set.of(list), ResolvePolicy.NEVER)),
            new Route("rules[0]", "block"));
    router = new Router(List.of(rule), new Route("default", "direct"));
    for (int i = 0; i < TARGETS; i++) {
      // All over the list, so that it is not in the cache of the processor.
      listed[i] = input("www." + name((int) ((long) i * names / TARGETS)));
      others[i] = input("www.host" + i + ".of-nobody.example");
    }
  }

  private static String name(int i) {
    return "ads" + i + ".made-up-" + i % 100 + ".example";
  }

  private static RoutingInput input(String host) {
    Client client =
        new Client("127.0.0.1:1080", Endpoint.UNSPECIFIED, ClientProtocol.SOCKS5, Optional.empty());
    return new RoutingInput(client, TransportProtocol.TCP, Endpoint.parse(host + ":443"));
  }

  @Benchmark
  public Route listedName() throws IOException {
    return router.route(listed[next++ & (TARGETS - 1)], NameResolver.NONE);
  }

  @Benchmark
  public Route otherName() throws IOException {
    return router.route(others[next++ & (TARGETS - 1)], NameResolver.NONE);
  }
}
