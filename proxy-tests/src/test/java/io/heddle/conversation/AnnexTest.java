package io.heddle.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.address.Endpoint;
import io.heddle.inbound.Authenticator;
import io.heddle.inbound.InboundSettings;
import io.heddle.inbound.TransportSettings;
import io.heddle.net.Listener;
import io.heddle.outbound.BlockOutbound;
import io.heddle.request.InboundProtocol;
import io.heddle.request.ProxyMode;
import io.heddle.route.Route;
import io.heddle.route.Rule;
import io.heddle.server.AuxiliaryListeners;
import io.heddle.server.ListenException;
import io.heddle.server.ProxyServer.Binding;
import io.heddle.server.Services;
import io.heddle.support.Await;
import io.heddle.support.Origin;
import io.heddle.support.Peer;
import io.heddle.support.ProxyUnderTest;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// Listeners that come and go beside those of the configuration.
class AnnexTest {
  private static final Rule BLOCKING =
      new Rule(List.of(), new Route("rules[0]", BlockOutbound.NAME));

  @AutoClose private final Origin origin = Origin.start();
  @AutoClose private final ProxyUnderTest proxy = ProxyUnderTest.start();

  private AuxiliaryListeners open(UnaryOperator<Services> view) {
    InboundSettings inbound =
        new InboundSettings(
            "test",
            InboundProtocol.MIXED,
            Authenticator.verified("git"),
            Optional.empty(),
            1024,
            ProxyMode.EXPLICIT);
    try {
      return proxy
          .server()
          .open(
              List.of(
                  new Binding(
                      Endpoint.parse("127.0.0.1:0"),
                      Listener.OWNER_ONLY,
                      TransportSettings.PLAIN,
                      inbound)),
              view);
    } catch (ListenException e) {
      throw new AssertionError(e);
    }
  }

  private Peer client(AuxiliaryListeners annex) {
    return Peer.connect((Endpoint) annex.addresses().getFirst())
        .sendsText("CONNECT " + origin.address() + " HTTP/1.1\r\n\r\n");
  }

  private void isServed(AuxiliaryListeners annex) {
    try (Peer client = client(annex);
        Peer server = origin.accept()) {
      client.receivesText("HTTP/1.1 200 Connection established\r\n\r\n").sendsText("hello");
      server.receivesText("hello");
    }
  }

  private void isRefused(AuxiliaryListeners annex, String status, String why) {
    try (Peer client = client(annex)) {
      client.receivesText("HTTP/1.1 " + status);
      String answer = client.receivesHead();
      assertTrue(answer.contains(why), answer);
    }
  }

  @Test
  void theirClientsAreServedAndKnownWhileOthersAreToldOfTheConfiguredOnesAlone() {
    try (AuxiliaryListeners annex = open(UnaryOperator.identity());
        Peer client = client(annex);
        Peer server = origin.accept()) {
      client.receivesText("HTTP/1.1 200 Connection established\r\n\r\n").sendsText("hello");
      server.receivesText("hello");
      assertEquals(
          List.of(Optional.of("git")),
          proxy.server().connections().all().stream()
              .map(live -> live.request().orElseThrow().client().user())
              .toList());
      assertEquals(1, proxy.server().addresses().size());
      assertEquals(1, proxy.server().listeners().size());
    }
  }

  @Test
  void theyStayWhenTheConfigurationChangesAndFollowIt() {
    try (AuxiliaryListeners annex = open(UnaryOperator.identity())) {
      proxy.reload(ProxyUnderTest.with().rules(BLOCKING).listen("127.0.0.2:0"));
      isRefused(annex, "403", "the rules of this proxy block " + origin.address());
      proxy.reload(ProxyUnderTest.with());
      isServed(annex);
    }
  }

  @Test
  void oneOutboundTakesAllWhateverTheRulesSayAsLongAsThereIsOne() {
    proxy.reload(
        ProxyUnderTest.with().through((direct, _) -> new BlockOutbound("corp", "corp blocks")));
    try (AuxiliaryListeners toCorp = open(services -> services.allTo("corp", "--outbound"));
        AuxiliaryListeners straight = open(services -> services.allTo("direct", "--outbound"))) {
      isRefused(toCorp, "403", "corp blocks " + origin.address());
      isServed(straight);
      proxy.reload(ProxyUnderTest.with());
      isRefused(toCorp, "403", "there is no outbound corp any more to reach " + origin.address());
      isServed(straight);
    }
  }

  @Test
  void onceClosedTheyTakeNobodyAndWhatIsUnderWayGoesOn() {
    AuxiliaryListeners annex = open(UnaryOperator.identity());
    try (Peer client = client(annex);
        Peer server = origin.accept()) {
      client.receivesText("HTTP/1.1 200 Connection established\r\n\r\n");
      annex.close();
      client.sendsText("still here");
      server.receivesText("still here");
      assertThrows(RuntimeException.class, () -> client(annex).close());
    }
    annex.close();
    Await.until("nothing is left", () -> proxy.server().connections().count() == 0);
  }

  @Test
  void theServerTakesThemWithIt() throws InterruptedException {
    AuxiliaryListeners before = open(UnaryOperator.identity());
    proxy.server().drain(Duration.ZERO);
    AuxiliaryListeners after = open(UnaryOperator.identity());
    assertThrows(RuntimeException.class, () -> client(before).close());
    assertThrows(RuntimeException.class, () -> client(after).close());
    before.close();
    after.close();
  }
}
