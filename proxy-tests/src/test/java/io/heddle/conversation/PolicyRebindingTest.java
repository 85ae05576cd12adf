package io.heddle.conversation;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.address.Cidr;
import io.heddle.address.Endpoint;
import io.heddle.address.Host;
import io.heddle.dial.Resolver;
import io.heddle.inbound.InboundSettings;
import io.heddle.inbound.InboundSettings.Authenticator;
import io.heddle.inbound.TransportSettings;
import io.heddle.net.Listener;
import io.heddle.outbound.BlockOutbound;
import io.heddle.policy.PolicyBinding;
import io.heddle.policy.PolicyEntry;
import io.heddle.policy.PolicySelection;
import io.heddle.policy.PolicySelection.SelectionMode;
import io.heddle.request.InboundProtocol;
import io.heddle.request.InterceptionMode;
import io.heddle.request.ResolvePolicy;
import io.heddle.route.Matcher;
import io.heddle.route.Router.Route;
import io.heddle.route.Rule;
import io.heddle.server.ListenException;
import io.heddle.server.ListenerSettings;
import io.heddle.support.Associated;
import io.heddle.support.DatagramPeer;
import io.heddle.support.Origin;
import io.heddle.support.Peer;
import io.heddle.support.ProxyUnderTest;
import io.heddle.udp.DropReason;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Private guard against a name whose address changes between two questions. The policy allows 127.0.0.2,
/// which stands for a public address; 127.0.0.1 stands for what the name is pointed at.
@Tag("conversation")
class PolicyRebindingTest {
  private static final Rule RESOLVING =
      new Rule(
          List.of(new Matcher.Cidrs(Set.of(Cidr.parse("192.0.2.0/24")), ResolvePolicy.IF_NEEDED)),
          new Route("rules[0]", BlockOutbound.NAME));

  private final Origin inner = Origin.start();
  private final Origin outer = Origin.start("127.0.0.2", inner.address().port());
  private final AtomicInteger questions = new AtomicInteger();

  @AfterEach
  void close() {
    inner.close();
    outer.close();
  }

  /// Answers alternately with the allowed address and the other, first the one with this parity.
  private Resolver.Lookup alternating(int first) {
    return _ -> {
      String ip = (questions.getAndIncrement() + first) % 2 == 0 ? "127.0.0.2" : "127.0.0.1";
      return new InetAddress[] {InetAddress.ofLiteral(ip)};
    };
  }

  private static PolicyBinding policy() {
    return new PolicyBinding(
        PolicySelection.command(
            Optional.empty(),
            Optional.of(PolicyEntry.parseList("a.example,127.0.0.2")),
            List.of(),
            SelectionMode.ENFORCE));
  }

  private ProxyUnderTest.Settings proxy(int first, PolicyBinding policy) {
    return ProxyUnderTest.with()
        .lookup(alternating(first), Duration.ofSeconds(5))
        .lookupLifetime(Duration.ZERO)
        .policy(policy);
  }

  /// An entry of `deny` holds for the address that is dialled, though `allow` covers it.
  private static PolicyBinding denying() {
    return new PolicyBinding(
        PolicySelection.command(
            Optional.empty(),
            Optional.of(PolicyEntry.parseList("a.example,127.0.0.0/24")),
            PolicyEntry.parseList("127.0.0.1"),
            SelectionMode.ENFORCE));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void noConnectionGoesToTheOtherAddress(int first) {
    noConnectionGoesToTheOtherAddress(first, policy());
    noConnectionGoesToTheOtherAddress(first, denying());
  }

  private void noConnectionGoesToTheOtherAddress(int first, PolicyBinding policy) {
    for (boolean rule : List.of(false, true)) {
      questions.set(0);
      var settings = rule ? proxy(first, policy).rules(RESOLVING) : proxy(first, policy);
      int granted = 0;
      try (var proxy = settings.start()) {
        for (int i = 0; i < 6; i++) {
          try (var client = proxy.client()) {
            client.sendsText("CONNECT a.example:" + inner.address().port() + " HTTP/1.1\r\n\r\n");
            granted += client.receivesHead().startsWith("HTTP/1.1 200") ? 1 : 0;
          }
        }
      }
      assertTrue(granted > 0 && granted < 6, granted + " granted");
      inner.hasNoConnection();
      for (int i = 0; i < granted; i++) {
        outer.accept().close();
      }
    }
  }

  /// A race gets the permitted addresses alone.
  @Test
  void ofSeveralAddressesThePermittedAreDialled() {
    Resolver.Lookup both =
        _ ->
            new InetAddress[] {
              InetAddress.ofLiteral("127.0.0.1"),
              InetAddress.ofLiteral("::1"),
              InetAddress.ofLiteral("127.0.0.2")
            };
    try (var proxy =
            ProxyUnderTest.with().lookup(both, Duration.ofSeconds(5)).policy(policy()).start();
        var client = proxy.client()) {
      client
          .sendsText("CONNECT a.example:" + inner.address().port() + " HTTP/1.1\r\n\r\n")
          .receivesText("HTTP/1.1 200");
      outer.accept().close();
      inner.hasNoConnection();
    }
  }

  @Test
  void noDatagramGoesToTheOtherAddress() {
    noDatagramGoesToTheOtherAddress(policy());
    noDatagramGoesToTheOtherAddress(denying());
  }

  private void noDatagramGoesToTheOtherAddress(PolicyBinding policy) {
    questions.set(0);
    int port = inner.address().port();
    try (var innerUdp = DatagramPeer.open("127.0.0.1", port);
        var outerUdp = DatagramPeer.open("127.0.0.2", port);
        var proxy =
            proxy(0, policy)
                .udpTimes(Duration.ofSeconds(30), Duration.ofSeconds(30), Duration.ZERO)
                .start();
        var client = Associated.with(proxy)) {
      Endpoint target = new Endpoint(Host.parse("a.example"), port);
      client.sends("one", target);
      outerUdp.receivesText("one");
      client.sends("two", target);
      proxy.awaitDrops(DropReason.POLICY, 1);
      client.sends("three", target);
      outerUdp.receivesText("three");
      innerUdp.hasNothing();
    }
  }

  /// A connection to a private address, which a client without a policy has opened and left to the pool,
  /// is not used for a client whose policy would not dial it.
  @Test
  void aPooledConnectionIsNotUsedAroundTheGuard() throws ListenException {
    InboundSettings inbound =
        new InboundSettings(
            "test",
            InboundProtocol.MIXED,
            Authenticator.verified("agent"),
            Optional.empty(),
            4096,
            InterceptionMode.EXPLICIT);
    ListenerSettings guarded =
        new ListenerSettings(
                Endpoint.parse("127.0.0.1:0"),
                Listener.OWNER_ONLY,
                TransportSettings.PLAIN,
                inbound)
            .withPolicy(policy());
    String get =
        "GET http://a.example:%d/ HTTP/1.1\r\nHost: x\r\n\r\n".formatted(inner.address().port());
    Resolver.Lookup toInner = _ -> new InetAddress[] {InetAddress.ofLiteral("127.0.0.1")};
    try (var proxy = ProxyUnderTest.with().lookup(toInner, Duration.ofSeconds(5)).start();
        var listeners = proxy.server().open(List.of(guarded), UnaryOperator.identity());
        var open = proxy.client();
        var agent = Peer.connect((Endpoint) listeners.addresses().getFirst())) {
      open.sendsText(get);
      try (var server = inner.accept()) {
        server.receivesHead();
        server.sendsText("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi");
        open.receivesUntil("hi");
        agent.sendsText(get).receivesText("HTTP/1.1 403 Forbidden: denied by policy");
        open.sendsText(get);
        server.receivesHead();
      }
    }
  }
}
