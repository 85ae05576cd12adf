package io.heddle.route;

import io.heddle.address.Cidr;
import io.heddle.address.DomainPattern;
import io.heddle.address.Endpoint;
import io.heddle.request.ProxyRequest.Client;
import io.heddle.request.ProxyRequest.Client.ClientProtocol;
import io.heddle.request.ResolvePolicy;
import io.heddle.request.TransportProtocol;
import io.heddle.route.Router.Route;
import io.heddle.route.Router.RoutingInput;
import java.io.IOException;
import java.util.ArrayList;
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

/// The way of a request, by the last of many rules and by none.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
public class RouterBenchmark {
  private static final Client CLIENT =
      new Client("127.0.0.1:1080", Endpoint.UNSPECIFIED, ClientProtocol.SOCKS5, Optional.empty());

  /// Half of them by name, half by address.
  @Param({"10", "1000", "100000"})
  private int rules;

  private Router router;
  private RoutingInput name;
  private RoutingInput address;
  private RoutingInput neither;

  @Setup
  public void prepare() {
    List<Rule> all = new ArrayList<>();
    for (int i = 0; i < rules / 2; i++) {
      all.add(rule(new Matcher.Domains(Set.of(DomainPattern.parse("host" + i + ".example")))));
      all.add(rule(new Matcher.Cidrs(Set.of(Cidr.parse(block(i) + "/24")), ResolvePolicy.NEVER)));
    }
    router = new Router(all, new Route("default", "direct"));
    int last = rules / 2 - 1;
    name = subject("www.host" + last + ".example");
    address = subject(block(last));
    neither = subject("www.other.example");
  }

  private static String block(int i) {
    return "10." + (i >> 8) + "." + (i & 0xff) + ".0";
  }

  private static Rule rule(Matcher matcher) {
    return new Rule(List.of(matcher), new Route("rules", "corp"));
  }

  private static RoutingInput subject(String host) {
    return new RoutingInput(CLIENT, TransportProtocol.TCP, Endpoint.parse(host + ":443"));
  }

  @Benchmark
  public Route byName() throws IOException {
    return router.route(name, NameResolver.NONE);
  }

  @Benchmark
  public Route byAddress() throws IOException {
    return router.route(address, NameResolver.NONE);
  }

  @Benchmark
  public Route byNone() throws IOException {
    return router.route(neither, NameResolver.NONE);
  }
}
