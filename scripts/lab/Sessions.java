import static java.util.stream.Stream.concat;

import java.util.List;
import java.util.stream.Stream;

/// All that is measured with proxies that run.
final class Sessions {
  private static final int STARTS = 4;

  private Sessions() {}

  /// The table, or all rows whose names begin so.
  static List<Session> chosen(String beginning) {
    return (beginning.isEmpty() ? table() : concat(table(), onRequest()))
        .map(session -> session.only(beginning))
        .filter(session -> !session.exercises().isEmpty())
        .toList();
  }

  private static Stream<Session> table() {
    Goal half = Goal.against(OtherProxies.DANTE, 0.5, 0.35);
    Goal http =
        new Goal.Against(
            new Goal.Bound(OtherProxies.SQUID, 0.7), new Goal.Bound(OtherProxies.PRIVOXY, 0.6));
    return Stream.of(
        streams(),
        new Session(
            Trial.UDP, Exercises.datagrams(1, 512, half), Exercises.datagrams(16, 1200, half)),
        new Session(
            Trial.HTTP,
            Exercises.gets("GET 6 bytes", 6, Warmth.HOT, http),
            Exercises.gets("GET 64 KiB", 64 * 1024, Warmth.WARM, http)),
        tls(),
        new Session(Trial.IDLE, Exercises.idle(2000, new Goal.Budget(9, 6))),
        new Session(Trial.IDLE, Exercises.idle(5000, new Goal.Budget(7, 5))),
        new Session(Trial.IDLE, Exercises.idleAfterWork(5000, new Goal.Budget(7, 5))),
        new Session(
            Trial.START_BARE,
            STARTS,
            List.of(
                Exercises.start(
                    "start",
                    "until it listens, without a configuration",
                    new Goal.Budget(100, 80)))),
        new Session(
            Trial.START,
            STARTS,
            List.of(
                Exercises.start(
                    "start, configured",
                    "until it listens, with a configuration",
                    new Goal.Budget(150, 110)))),
        new Session(
            Trial.START,
            Exercises.resident(new Goal.Budget(48, 40)),
            Exercises.dirty(new Goal.Budget(28, 18))));
  }

  private static Session streams() {
    Goal bulk = Goal.against(HaProxy.SPLICE, 0.65, 0.5);
    return new Session(
        Trial.STREAMS,
        Exercises.tunnels(
            "new tunnels, first 2 s",
            "open, echo a byte, close; 32 at a time",
            32,
            Warmth.COLD,
            Goal.against(OtherProxies.MICROSOCKS, 1.2, 1.0)),
        Exercises.tunnels(
            "new tunnels, warm",
            "the same after 14 s of it",
            32,
            Warmth.HOT,
            Goal.against(OtherProxies.MICROSOCKS, 0.95, 0.8)),
        Exercises.pingPong("ping-pong 1", Goal.against(HaProxy.TCP, 1.7, 1.2)),
        Exercises.pingPong("ping-pong 64", 64, Goal.against(HaProxy.TCP, 1.3, 1.1)),
        Exercises.bulk("bulk down", "one tunnel", bulk, Bulk::down),
        Exercises.bulk("bulk up", "one tunnel", bulk, Bulk::up),
        Exercises.load(
            "bulk 16",
            "16 tunnels, half down, half up",
            bulk,
            new Load(16, Load.Unit.GIBIBYTES, Warmth.WARM, Bulk::alternating)));
  }

  private static Session tls() {
    Goal beside = new Goal.Beside(HaProxy.TLS);
    return new Session(
        Trial.TLS,
        Exercises.tunnels(
            "TLS connections", "open, echo a byte, close; 16 at a time", 16, Warmth.HOT, beside),
        Exercises.bulk("TLS bulk down", "one tunnel, in TLS to the proxy", beside, Bulk::down),
        Exercises.bulk("TLS bulk up", "one tunnel, in TLS to the proxy", beside, Bulk::up));
  }

  private static Stream<Session> onRequest() {
    Goal udp = Goal.against(OtherProxies.DANTE, 0.5, 0.35);
    Goal none = new Goal.Beside(Peers.DIRECT);
    return Stream.of(
        new Session(
            Trial.UDP,
            Exercises.datagrams(1, 64, udp),
            Exercises.datagrams(1, 1400, udp),
            Exercises.datagrams(8, 64, udp),
            Exercises.datagrams(8, 512, udp),
            Exercises.datagrams(8, 1400, udp)),
        new Session(
            Trial.CHAIN,
            Exercises.tunnels(
                "https next: new tunnels",
                "open, echo a byte, close; 32 at a time",
                32,
                Warmth.HOT,
                none),
            Exercises.pingPong("https next: ping-pong 64", 64, none),
            Exercises.bulk("https next: bulk down", "one tunnel", none, Bulk::down),
            Exercises.bulk("https next: bulk up", "one tunnel", none, Bulk::up)));
  }
}
