package io.heddle.support;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.heddle.address.Address;
import io.heddle.address.AddressFamilyPreference;
import io.heddle.address.Endpoint;
import io.heddle.dial.Resolver;
import io.heddle.dial.StaticHosts;
import io.heddle.fault.FaultKind;
import io.heddle.forward.UpstreamPool;
import io.heddle.inbound.InboundSettings;
import io.heddle.inbound.InboundSettings.Authenticator;
import io.heddle.inbound.TransportSettings;
import io.heddle.net.Listener;
import io.heddle.net.MemoryBudget;
import io.heddle.net.udp.UdpRelaySettings;
import io.heddle.net.udp.UdpSockets;
import io.heddle.outbound.BlockOutbound;
import io.heddle.outbound.DirectOutbound;
import io.heddle.outbound.Outbound;
import io.heddle.policy.PolicyBinding;
import io.heddle.policy.PolicyDefinition;
import io.heddle.policy.PolicySelection;
import io.heddle.policy.PolicySet;
import io.heddle.relay.CopyStrategy;
import io.heddle.relay.Relay;
import io.heddle.request.InboundProtocol;
import io.heddle.request.InboundProtocol.TorResolve;
import io.heddle.request.InterceptionMode;
import io.heddle.route.Router;
import io.heddle.route.Router.Route;
import io.heddle.route.Rule;
import io.heddle.server.ActiveConfiguration;
import io.heddle.server.ActiveConfiguration.ServerSettings;
import io.heddle.server.ActiveConfiguration.ServerSettings.DnsSettings;
import io.heddle.server.ActiveConfiguration.ServerSettings.OutboundParts;
import io.heddle.server.ActiveConfiguration.ServerSettings.Timeouts;
import io.heddle.server.ListenException;
import io.heddle.server.ListenerSettings;
import io.heddle.server.ProxyServer;
import io.heddle.server.Routing;
import io.heddle.server.ServerRuntime;
import io.heddle.server.connection.AccessLog;
import io.heddle.server.connection.LiveConnections.ConnectionLimits;
import io.heddle.server.metrics.RuleHits;
import io.heddle.support.TestOutbounds.OutboundFactory;
import io.heddle.support.TestOutbounds.SharedOutboundFactory;
import io.heddle.udp.DropReason;
import io.heddle.udp.UdpAssociationFactory;
import io.heddle.udp.UdpStats;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;

/// Proxy on a free loopback port, built like the program but with the settings of a test.
@Tag("component")
public final class ProxyUnderTest implements AutoCloseable {
  private final ServerRuntime runtime;
  private final ProxyServer server;
  private final ActiveConfiguration first;
  private final Function<Address, Peer> connect;

  private ProxyUnderTest(
      ServerRuntime runtime, ActiveConfiguration first, Function<Address, Peer> connect)
      throws ListenException {
    this.runtime = runtime;
    this.server = ProxyServer.start(runtime, first);
    this.first = first;
    this.connect = connect;
  }

  /// A mixed proxy without users that lets everything through.
  public static ProxyUnderTest start() {
    return with().start();
  }

  /// Settings to change before the start.
  public static Settings with() {
    return new Settings();
  }

  /// A client's connection to the proxy.
  public Peer client() {
    return connect.apply(server.addresses().getFirst());
  }

  /// Where it listens.
  public Endpoint address() {
    return (Endpoint) server.addresses().getFirst();
  }

  /// The datagrams of the only association.
  public UdpStats datagrams() {
    return server.connections().all().stream()
        .flatMap(connection -> connection.current().stream())
        .flatMap(request -> request.datagrams().stream())
        .findAny()
        .orElseThrow();
  }

  /// How many datagrams all associations have dropped for one cause.
  public long dropsOfAll(DropReason cause) {
    return server.connections().all().stream()
        .flatMap(connection -> connection.current().stream())
        .flatMap(request -> request.datagrams().stream())
        .mapToLong(tally -> tally.drops(cause))
        .sum();
  }

  /// Waits until the only association has dropped that many for one cause.
  public void awaitDrops(DropReason cause, long count) {
    Await.until(count + " are dropped", () -> datagrams().drops(cause) >= count);
    assertEquals(count, datagrams().drops(cause));
  }

  /// The only association has passed on so many datagrams of its client, or soon counts them: the
  /// target may have one before it is counted.
  public void awaitUploads(long count) {
    Await.until(count + " are uploaded", () -> datagrams().uploads() == count);
  }

  /// The same of those for its client.
  public void awaitDownloads(long count) {
    Await.until(count + " are downloaded", () -> datagrams().downloads() == count);
  }

  /// Its pool of idle upstream connections.
  public UpstreamPool upstreamPool() {
    return first.pool();
  }

  /// Bytes of memory that long heads take.
  public long headMemoryUsed() {
    return runtime.headMemory().used();
  }

  /// Bytes of memory that connections take, or may take.
  public long connectionMemoryUsed() {
    return runtime.connectionMemory().used();
  }

  /// Faults of a kind that have been injected.
  public long faults(FaultKind kind) {
    return runtime.metrics().faults(kind);
  }

  /// The server itself.
  public ProxyServer server() {
    return server;
  }

  @Override
  public void close() {
    try {
      server.drain(Duration.ZERO);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Gives it these settings instead of its own, as far as a reload can.
  public void reload(Settings settings) {
    try {
      tryToReload(settings);
    } catch (IOException e) {
      throw new AssertionError("no reload", e);
    }
  }

  /// The same, or fails as it does.
  public void tryToReload(Settings settings) throws ListenException {
    server.reload(settings.configuration(runtime));
  }

  /// What a test may set; the rest is as in a configuration without settings, but with short times.
  public static final class Settings {
    private InboundProtocol accepts = InboundProtocol.MIXED;
    private Map<String, String> users = Map.of();
    private List<Rule> rules = List.of();
    private String fallback = DirectOutbound.NAME;
    private Optional<SharedOutboundFactory> upstream = Optional.empty();
    private Duration handshake = Duration.ofSeconds(10);
    private Duration connect = Duration.ofSeconds(10);
    private Duration idle = Duration.ofSeconds(30);
    private Duration halfClosed = Duration.ofSeconds(30);
    private AddressFamilyPreference preference = AddressFamilyPreference.AUTO;
    private StaticHosts hosts = StaticHosts.NONE;
    private Resolver.Lookup lookup = InetAddress::getAllByName;
    private Duration lookupTimeout = Duration.ofSeconds(5);
    private Duration lookupLifetime = Duration.ofMinutes(1);
    private ConnectionLimits limits = new ConnectionLimits(10_000, 0);
    private int headLimit = 64 * 1024;
    private InterceptionMode requests = InterceptionMode.EXPLICIT;
    private TorResolve torResolve = TorResolve.CONNECT;
    private Optional<String> viaName = Optional.empty();
    private PolicySet policies = PolicySet.NONE;
    private Optional<PolicyBinding> policy = Optional.empty();
    private Duration upstreamIdleTimeout = UpstreamPool.IDLE_TIMEOUT;
    private Duration upstreamFreshness = UpstreamPool.IDLE_TIMEOUT;
    private CopyStrategy.Splicing splicing = configuredSplicing();
    private MemoryBudget headMemory = MemoryBudget.ofHeap(25);
    private UdpSockets.Batching datagrams = UdpSockets.Batching.BATCHED;
    private List<Address> listen = List.of(Endpoint.parse("127.0.0.1:0"));
    private TransportSettings entrance = TransportSettings.PLAIN;
    private Function<Address, Peer> dial = ClientTransport::connect;
    private Optional<UdpRelaySettings> udp = Optional.of(UdpRelaySettings.PLAIN);
    private UdpAssociationFactory.UdpTimeouts udpTimes =
        new UdpAssociationFactory.UdpTimeouts(
            Duration.ofSeconds(30), Duration.ofSeconds(30), Duration.ofSeconds(30));

    /// Listens there; 127.0.0.1 and a free port if not said.
    public Settings listen(String... addresses) {
      listen = Stream.of(addresses).map(Address::parse).toList();
      return this;
    }

    /// How clients come.
    Settings dialledBy(Function<Address, Peer> way) {
      dial = way;
      return this;
    }

    /// What streams begin with.
    public Settings entrance(TransportSettings before) {
      entrance = before;
      return this;
    }

    /// Only these protocols.
    public Settings accepting(InboundProtocol protocols) {
      accepts = protocols;
      return this;
    }

    /// One user, who must authenticate.
    public Settings user(String name, String password) {
      users = Map.of(name, password);
      return this;
    }

    /// The rules, in order.
    public Settings rules(Rule... first) {
      rules = List.of(first);
      return this;
    }

    /// Every request that no rule decides goes to this outbound.
    public Settings fallback(String outbound) {
      fallback = outbound;
      return this;
    }

    /// Every request that no rule decides goes through this outbound.
    public Settings through(OutboundFactory outbound) {
      return through(_ -> outbound);
    }

    /// The same, for an outbound whose requests share connections.
    public Settings through(SharedOutboundFactory outbound) {
      upstream = Optional.of(outbound);
      return this;
    }

    /// The handshake's time limit.
    public Settings handshake(Duration limit) {
      handshake = limit;
      return this;
    }

    /// The time limit for dialling.
    public Settings connect(Duration limit) {
      connect = limit;
      return this;
    }

    /// The idle limit of tunnels.
    public Settings idle(Duration limit) {
      idle = limit;
      return this;
    }

    /// The idle limit of half-closed tunnels.
    public Settings halfClosed(Duration limit) {
      halfClosed = limit;
      return this;
    }

    /// The order and choice of address families.
    public Settings preference(AddressFamilyPreference families) {
      preference = families;
      return this;
    }

    /// Names that are not looked up.
    public Settings hosts(Map<String, List<InetAddress>> addresses) {
      hosts = new StaticHosts(addresses);
      return this;
    }

    /// Where names are looked up, and for how long at most.
    public Settings lookup(Resolver.Lookup names, Duration timeout) {
      lookup = names;
      lookupTimeout = timeout;
      return this;
    }

    /// How long the answer to a lookup serves.
    public Settings lookupLifetime(Duration lifetime) {
      lookupLifetime = lifetime;
      return this;
    }

    /// How many connections there may be, in all and per client.
    public Settings limits(int total, int perClient) {
      limits = new ConnectionLimits(total, perClient);
      return this;
    }

    /// How clients reach the ports of UDP associations; empty for none.
    public Settings udp(Optional<UdpRelaySettings> reach) {
      udp = reach;
      return this;
    }

    /// The times of UDP associations.
    public Settings udpTimes(Duration idle, Duration silence, Duration names) {
      udpTimes = new UdpAssociationFactory.UdpTimeouts(idle, silence, names);
      return this;
    }

    /// The limit for HTTP heads.
    public Settings headLimit(int bytes) {
      headLimit = bytes;
      return this;
    }

    private static CopyStrategy.Splicing configuredSplicing() {
      try {
        return CopyStrategy.Splicing.configured();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    /// Whether tunnels go through the kernel.
    public Settings splicing(CopyStrategy.Splicing choice) {
      splicing = choice;
      return this;
    }

    /// How datagrams move.
    public Settings datagrams(UdpSockets.Batching means) {
      datagrams = means;
      return this;
    }

    /// Bytes of memory for all heads that are longer than usual.
    public Settings headMemory(long bytes) {
      headMemory = new MemoryBudget(bytes);
      return this;
    }

    /// Starts the proxy, which the caller closes.
    public ProxyUnderTest start() {
      try {
        return tryToStart();
      } catch (IOException e) {
        throw new AssertionError("no proxy to test", e);
      }
    }

    /// Which HTTP requests it serves.
    public Settings requests(InterceptionMode served) {
      requests = served;
      return this;
    }

    /// Time after its last use in which an upstream connection may carry a request that cannot be
    /// sent again; otherwise than in the program, always, however slow the machine is.
    public Settings upstreamFreshness(Duration time) {
      upstreamFreshness = time;
      return this;
    }

    /// Treatment of Tor's commands.
    public Settings torResolve(TorResolve treatment) {
      torResolve = treatment;
      return this;
    }

    /// Name in `Via`, which is not used without one.
    /// Gives the listeners a policy.
    public Settings policy(PolicyDefinition definition) {
      policies = new PolicySet(List.of(definition));
      policy = Optional.of(new PolicyBinding(PolicySelection.configured(definition.name())));
      return this;
    }

    /// Gives the listeners a policy of the command line.
    public Settings policy(PolicyBinding binding) {
      policy = Optional.of(binding);
      return this;
    }

    public Settings viaName(String name) {
      viaName = Optional.of(name);
      return this;
    }

    /// Limit of the time that an upstream connection waits for its next request.
    public Settings upstreamIdleTimeout(Duration limit) {
      upstreamIdleTimeout = limit;
      return this;
    }

    /// Starts the proxy, which the caller closes, or fails as it does.
    public ProxyUnderTest tryToStart() throws ListenException {
      ServerRuntime runtime =
          new ServerRuntime(
              splicing, datagrams, headMemory, new AccessLog(AccessLog.LineFormatter.TEXT));
      return new ProxyUnderTest(runtime, configuration(runtime), dial);
    }

    private ActiveConfiguration configuration(ServerRuntime runtime) {
      try {
        return ActiveConfiguration.of(
            new ServerSettings(
                bindings(),
                new DnsSettings(hosts, lookup, lookupTimeout, lookupLifetime, preference),
                this::routing,
                new Timeouts(
                    handshake,
                    connect,
                    new Relay.IdleLimits(idle, halfClosed),
                    udpTimes,
                    new UpstreamPool.PoolLimits(upstreamIdleTimeout, upstreamFreshness)),
                limits,
                policies),
            runtime);
      } catch (IOException e) {
        throw new AssertionError("these settings name no files", e);
      }
    }

    private Routing routing(OutboundParts parts) {
      Map<String, Outbound> outbounds = new HashMap<>();
      outbounds.put(DirectOutbound.NAME, parts.direct());
      outbounds.put(BlockOutbound.NAME, BlockOutbound.BUILT_IN);
      upstream.ifPresent(factory -> {
        Outbound outbound =
            factory.over(parts.http2Connections()).create(parts.direct(), parts.resolver());
        fallback = outbound.name();
        outbounds.put(fallback, outbound);
      });
      return new Routing(
          new Router(rules, new Route("default", fallback)),
          parts.resolver(),
          outbounds,
          connect,
          new RuleHits());
    }

    private List<ListenerSettings> bindings() {
      InboundSettings inbound =
          new InboundSettings(
              "test",
              accepts,
              new Authenticator(users),
              udp,
              headLimit,
              requests,
              torResolve,
              viaName,
              Optional.empty());
      return listen.stream()
          .map(address ->
              new ListenerSettings(address, Listener.OWNER_ONLY, entrance, inbound, policy))
          .toList();
    }
  }
}
