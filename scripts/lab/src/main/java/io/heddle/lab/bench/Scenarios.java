package io.heddle.lab.bench;

import static java.util.stream.Stream.concat;

import io.heddle.lab.bench.LoadMeasurement.WorkUnit;
import io.heddle.lab.client.ProxyClient;
import io.heddle.lab.proxy.Capability;
import io.heddle.lab.results.Objective;
import io.heddle.lab.results.ProxyNames;
import java.util.List;
import java.util.stream.Stream;

/// All scenarios of the benchmark.
final class Scenarios {
  private static final int STARTS = 4;

  private Scenarios() {}

  /// Scenarios with the metrics whose names begin with `prefix`. If it is empty, those of the table.
  static List<Scenario> selected(String prefix) {
    return (prefix.isEmpty() ? table() : concat(table(), onRequest()))
        .map(scenario -> scenario.only(prefix))
        .filter(scenario -> !scenario.benchmarks().isEmpty())
        .toList();
  }

  private static Stream<Scenario> table() {
    Objective udp = new Objective.Relative(ProxyNames.DANTE, 0.5, 0.35);
    Objective http = new Objective.Relative(ProxyNames.SQUID, 0.35, 0.3);
    return Stream.of(
        streams(),
        new Scenario(
            Capability.UDP, Benchmarks.datagrams(1, 512, udp), Benchmarks.datagrams(16, 1200, udp)),
        new Scenario(
            Capability.HTTP,
            Benchmarks.httpGets(
                "GET 6 bytes, first 2 s",
                6,
                Warmup.NONE,
                new Objective.Relative(ProxyNames.SQUID, 0.5, 0.4)),
            Benchmarks.httpGets("GET 6 bytes", 6, Warmup.LONG, http),
            Benchmarks.httpGets("GET 64 KiB", 64 * 1024, Warmup.SHORT, http)),
        tls(),
        idle(Benchmarks.slowClients(1000, new Objective.Budget(12, 9))),
        idle(Benchmarks.idleTunnels(2000, new Objective.Budget(9, 6))),
        idle(Benchmarks.idleTunnels(5000, new Objective.Budget(7, 5))),
        idle(Benchmarks.idleTunnelsAfterLoad(5000, new Objective.Budget(7, 5))),
        new Scenario(
            Capability.START_UNCONFIGURED,
            STARTS,
            List.of(
                Benchmarks.start(
                    "start",
                    "until it listens, without a configuration",
                    new Objective.Budget(65, 55)))),
        new Scenario(
            Capability.START_CONFIGURED,
            STARTS,
            List.of(
                Benchmarks.start(
                    "start, configured",
                    "until it listens, with a configuration",
                    new Objective.Budget(85, 70)))),
        new Scenario(
            Capability.START_CONFIGURED,
            Benchmarks.residentMemory(new Objective.Budget(52, 40)),
            Benchmarks.dirtyMemory(new Objective.Budget(22, 18))));
  }

  private static Scenario idle(Benchmark benchmark) {
    return new Scenario(Capability.IDLE_STREAMS, benchmark);
  }

  private static Scenario streams() {
    Objective bulk = new Objective.Relative(ProxyNames.HAPROXY_SPLICE, 0.65, 0.5);
    return new Scenario(
        Capability.STREAMS,
        Benchmarks.newTunnels(
            "new tunnels, first 2 s",
            "open, echo a byte, close; 32 at a time",
            32,
            Warmup.NONE,
            new Objective.Relative(ProxyNames.MICROSOCKS, 1.3, 1.0)),
        Benchmarks.newTunnels(
            "new tunnels, warm",
            "the same after 14 s of it",
            32,
            Warmup.LONG,
            new Objective.Relative(ProxyNames.MICROSOCKS, 0.9, 0.8)),
        Benchmarks.pingPong(
            "ping-pong 1", new Objective.Relative(ProxyNames.HAPROXY_TCP, 1.7, 1.2)),
        Benchmarks.pingPong(
            "ping-pong 64", 64, new Objective.Relative(ProxyNames.HAPROXY_TCP, 0.95, 0.9)),
        Benchmarks.bulk("bulk down", "one tunnel", bulk, Scenarios::download),
        Benchmarks.bulk("bulk up", "one tunnel", bulk, Scenarios::upload),
        Benchmarks.load(
            "bulk 16",
            "16 tunnels, half down, half up",
            bulk,
            new LoadMeasurement(
                16,
                WorkUnit.GIBIBYTE,
                Warmup.SHORT,
                (client, thread) ->
                    thread % 2 == 0 ? new BulkDownload(client) : new BulkUpload(client))));
  }

  private static Scenario tls() {
    Objective bulk = new Objective.Relative(ProxyNames.HAPROXY_TLS, 1.0, 0.9);
    return new Scenario(
        Capability.TLS,
        Benchmarks.newTunnels(
            "TLS connections",
            "open, echo a byte, close; 16 at a time",
            16,
            Warmup.LONG,
            new Objective.Relative(ProxyNames.HAPROXY_TLS, 2, 1)),
        Benchmarks.bulk(
            "TLS bulk down", "one tunnel, in TLS to the proxy", bulk, Scenarios::download),
        Benchmarks.bulk("TLS bulk up", "one tunnel, in TLS to the proxy", bulk, Scenarios::upload));
  }

  private static Stream<Scenario> onRequest() {
    Objective udp = new Objective.Relative(ProxyNames.DANTE, 0.5, 0.35);
    Objective none = new Objective.ComparisonOnly(ProxyNames.NO_PROXY);
    return Stream.of(
        new Scenario(
            Capability.LISTS,
            STARTS,
            List.of(
                Benchmarks.start("lists: start", "until it listens, with a list", none),
                Benchmarks.residentMemory(
                    "lists: memory", "a second after the start, with a list", none))),
        new Scenario(Capability.LISTS, newTunnels("lists: new tunnels")),
        idle(Benchmarks.releasedMemory(5000, new Objective.Budget(75, 65))),
        new Scenario(
            Capability.HISTORY,
            Benchmarks.httpGets("history: GET 6 bytes", 6, Warmup.LONG, none),
            newTunnels("history: new tunnels")),
        new Scenario(
            Capability.POLICY,
            Benchmarks.httpGets("policy: GET 6 bytes", 6, Warmup.LONG, none),
            newTunnels("policy: new tunnels")),
        new Scenario(
            Capability.PAC,
            Benchmarks.httpGets("PAC: GET 6 bytes", 6, Warmup.LONG, none),
            newTunnels("PAC: new tunnels")),
        new Scenario(Capability.LOCAL_USERS, newTunnels("local users: new tunnels")),
        new Scenario(
            Capability.KERBEROS,
            Benchmarks.newTunnels(
                "Negotiate: new tunnels",
                "open through squid, echo a byte, close; 16 at a time",
                16,
                Warmup.LONG,
                none)),
        new Scenario(
            Capability.FAULTS, Benchmarks.pingPongBeside("faults: ping-pong 64", 64, none)),
        new Scenario(
            Capability.UDP,
            Benchmarks.datagrams(1, 64, udp),
            Benchmarks.datagrams(1, 1400, udp),
            Benchmarks.datagrams(8, 64, udp),
            Benchmarks.datagrams(8, 512, udp),
            Benchmarks.datagrams(8, 1400, udp)),
        new Scenario(
            Capability.PROXY_CHAIN,
            newTunnels("https next: new tunnels"),
            Benchmarks.pingPong("https next: ping-pong 64", 64, none),
            Benchmarks.bulk("https next: bulk down", "one tunnel", none, Scenarios::download),
            Benchmarks.bulk("https next: bulk up", "one tunnel", none, Scenarios::upload)));
  }

  private static Benchmark newTunnels(String name) {
    Objective none = new Objective.ComparisonOnly(ProxyNames.NO_PROXY);
    return Benchmarks.newTunnels(
        name, "open, echo a byte, close; 32 at a time", 32, Warmup.LONG, none);
  }

  private static Worker download(ProxyClient client, int thread) {
    return new BulkDownload(client);
  }

  private static Worker upload(ProxyClient client, int thread) {
    return new BulkUpload(client);
  }
}
