package io.heddle.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.address.Endpoint;
import io.heddle.inbound.InboundSettings;
import io.heddle.inbound.InboundSettings.Authenticator;
import io.heddle.inbound.TransportSettings;
import io.heddle.net.Listener;
import io.heddle.outbound.BlockOutbound;
import io.heddle.request.InboundProtocol;
import io.heddle.request.InterceptionMode;
import io.heddle.route.Router.Route;
import io.heddle.route.Rule;
import io.heddle.server.ActiveConfiguration;
import io.heddle.server.AdditionalListeners;
import io.heddle.server.ListenException;
import io.heddle.server.ListenerSettings;
import io.heddle.support.Await;
import io.heddle.support.Origin;
import io.heddle.support.Peer;
import io.heddle.support.ProxyUnderTest;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Listeners that come and go beside those of the configuration.
@Tag("conversation")
class AuxiliaryListenersTest {
  private static final Rule BLOCKING =
      new Rule(List.of(), new Route("rules[0]", BlockOutbound.NAME));

  @AutoClose private final Origin origin = Origin.start();
  @AutoClose private final ProxyUnderTest proxy = ProxyUnderTest.start();

  private AdditionalListeners open(UnaryOperator<ActiveConfiguration> view) {
    InboundSettings inbound =
        new InboundSettings(
            "test",
            InboundProtocol.MIXED,
            Authenticator.verified("git"),
            Optional.empty(),
            1024,
            InterceptionMode.EXPLICIT);
    try {
      return proxy
          .server()
          .open(
              List.of(
                  new ListenerSettings(
                      Endpoint.parse("127.0.0.1:0"),
                      Listener.OWNER_ONLY,
                      TransportSettings.PLAIN,
                      inbound)),
              view);
    } catch (ListenException e) {
      throw new AssertionError(e);
    }
  }

  private Peer client(AdditionalListeners auxiliary) {
    return Peer.connect((Endpoint) auxiliary.addresses().getFirst())
        .sendsText("CONNECT " + origin.address() + " HTTP/1.1\r\n\r\n");
  }

  private void isServed(AdditionalListeners auxiliary) {
    try (Peer client = client(auxiliary);
        Peer server = origin.accept()) {
      client.receivesText("HTTP/1.1 200 Connection established\r\n\r\n").sendsText("hello");
      server.receivesText("hello");
    }
  }

  private void isRefused(AdditionalListeners auxiliary, String status, String why) {
    try (Peer client = client(auxiliary)) {
      client.receivesText("HTTP/1.1 " + status);
      String answer = client.receivesHead();
      assertTrue(answer.contains(why), answer);
    }
  }

  @Test
  void theirClientsAreServedAndKnownWhileOthersAreToldOfTheConfiguredOnesAlone() {
    try (AdditionalListeners auxiliary = open(UnaryOperator.identity());
        Peer client = client(auxiliary);
        Peer server = origin.accept()) {
      client.receivesText("HTTP/1.1 200 Connection established\r\n\r\n").sendsText("hello");
      server.receivesText("hello");
      assertEquals(
          List.of(Optional.of("git")),
          proxy.server().connections().all().stream()
              .map(live -> live.request().proxyRequest().orElseThrow().client().user())
              .toList());
      assertEquals(1, proxy.server().addresses().size());
      assertEquals(1, proxy.server().listeners().size());
    }
  }

  @Test
  void theyStayWhenTheConfigurationChangesAndFollowIt() {
    try (AdditionalListeners auxiliary = open(UnaryOperator.identity())) {
      proxy.reload(ProxyUnderTest.with().rules(BLOCKING).listen("127.0.0.2:0"));
      isRefused(auxiliary, "403", "the rules of this proxy block " + origin.address());
      proxy.reload(ProxyUnderTest.with());
      isServed(auxiliary);
    }
  }

  @Test
  void oneOutboundTakesAllWhateverTheRulesSayAsLongAsThereIsOne() {
    proxy.reload(
        ProxyUnderTest.with().through((direct, _) -> new BlockOutbound("corp", "corp blocks")));
    try (AdditionalListeners toCorp = open(all -> all.allTo("corp", "--outbound"));
        AdditionalListeners straight = open(all -> all.allTo("direct", "--outbound"))) {
      isRefused(toCorp, "403", "corp blocks " + origin.address());
      isServed(straight);
      proxy.reload(ProxyUnderTest.with());
      isRefused(toCorp, "403", "there is no outbound corp any more to reach " + origin.address());
      isServed(straight);
    }
  }

  @Test
  void onceClosedTheyTakeNobodyAndWhatIsUnderWayGoesOn() {
    AdditionalListeners auxiliary = open(UnaryOperator.identity());
    try (Peer client = client(auxiliary);
        Peer server = origin.accept()) {
      client.receivesText("HTTP/1.1 200 Connection established\r\n\r\n");
      auxiliary.close();
      client.sendsText("still here");
      server.receivesText("still here");
      assertThrows(RuntimeException.class, () -> client(auxiliary).close());
    }
    auxiliary.close();
    Await.until("nothing is left", () -> proxy.server().connections().count() == 0);
  }

  @Test
  void theServerTakesThemWithIt() throws InterruptedException {
    AdditionalListeners before = open(UnaryOperator.identity());
    proxy.server().drain(Duration.ZERO);
    AdditionalListeners after = open(UnaryOperator.identity());
    assertThrows(RuntimeException.class, () -> client(before).close());
    assertThrows(RuntimeException.class, () -> client(after).close());
    before.close();
    after.close();
  }
}
