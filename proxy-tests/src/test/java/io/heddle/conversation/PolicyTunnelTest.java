package io.heddle.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.heddle.policy.PolicyBinding;
import io.heddle.policy.PolicyDefinition;
import io.heddle.policy.PolicyDefinition.PrivateTargets;
import io.heddle.policy.PolicyDefinition.ServerNameCheck;
import io.heddle.policy.PolicyEntry;
import io.heddle.policy.PolicySelection;
import io.heddle.policy.PolicySelection.SelectionMode;
import io.heddle.policy.RefusedTargets;
import io.heddle.relay.CopyStrategy.Splicing;
import io.heddle.support.ClientHellos;
import io.heddle.support.Origin;
import io.heddle.support.Peer;
import io.heddle.support.ProxyUnderTest;
import io.heddle.support.StubLookup;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Server names in tunnels under a policy.
@Tag("conversation")
class PolicyTunnelTest {
  private static final String ALERT = "15 03 03 00 02 02 31";

  private final Origin origin = Origin.start();
  private final StubLookup names =
      new StubLookup().knows("a.example", "127.0.0.1").knows("b.example", "127.0.0.1");
  private final RefusedTargets refused = new RefusedTargets();
  private ProxyUnderTest proxy = proxy(Splicing.AUTO);

  @AfterEach
  void close() {
    proxy.close();
    origin.close();
    names.close();
  }

  private ProxyUnderTest proxy(Splicing splicing) {
    var selection =
        PolicySelection.command(
            Optional.empty(),
            Optional.of(PolicyEntry.parseList("a.example,b.example,127.0.0.1")),
            List.of(),
            SelectionMode.ENFORCE);
    return ProxyUnderTest.with()
        .lookup(names, Duration.ofSeconds(5))
        .splicing(splicing)
        .policy(new PolicyBinding(selection, refused))
        .start();
  }

  private Peer tunnel(String host) {
    return proxy
        .client()
        .sendsText("CONNECT " + host + ":" + origin.address().port() + " HTTP/1.1\r\n\r\n")
        .receivesText("HTTP/1.1 200 Connection established\r\n\r\n");
  }

  @ParameterizedTest
  @EnumSource(Splicing.class)
  void aMessageThatNamesTheTargetPasses(Splicing splicing) {
    proxy.close();
    proxy = proxy(splicing);
    for (String name : List.of("a.example", "A.EXAMPLE", "b.example", "x.b.example")) {
      byte[] hello = ClientHellos.large(name, 1300, 16384);
      byte[] more = new byte[100_000];
      Arrays.fill(more, (byte) 7);
      try (var client = tunnel("a.example");
          var server = origin.accept()) {
        client.sendsBytes(hello);
        server.receivesBytes(hello);
        client.sendsBytes(more);
        server.receivesBytes(more);
        server.sendsText("hi");
        client.receivesText("hi");
      }
    }
    assertEquals(0, refused.count());
  }

  /// The version of the record says nothing: clients send 3.1 mostly, and SSL 3.0 has 3.0.
  @ParameterizedTest
  @ValueSource(ints = {0x0200, 0x0300, 0x0301, 0x0302, 0x0303, 0x0304, 0x7f1c})
  void aMessageIsReadWhateverItsRecordSaysOfTheVersion(int version) {
    for (String name : List.of("a.example", "c.example")) {
      byte[] hello = ClientHellos.naming(name);
      hello[1] = (byte) (version >> 8);
      hello[2] = (byte) version;
      try (var client = tunnel("a.example");
          var server = origin.accept()) {
        client.sendsBytes(hello);
        if (name.equals("a.example")) {
          server.receivesBytes(hello);
        } else {
          client.receives(ALERT).receivesEnd();
        }
      }
    }
  }

  /// After a HelloRetryRequest, servers take the name from the second message. Between both may be a
  /// change_cipher_spec, and early data if the first has announced it.
  @ParameterizedTest
  @CsvSource({
    "a.example, false, ''",
    "a.example, true, ''",
    "b.example, false, 14 03 03 00 01 01",
    "b.example, true, 17 03 03 00 02 aa bb 14 03 03 00 01 01 17 03 03 00 01 cc",
    "c.example, false, ''",
    "c.example, false, 14 03 03 00 01 01",
    "c.example, false, 15 03 03 00 02 01 00",
    "c.example, true, 17 03 03 00 02 aa bb 14 03 03 00 01 01 17 03 03 00 01 cc"
  })
  void theSecondMessageIsCheckedToo(String name, boolean early, String between) {
    byte[] first =
        early ? ClientHellos.withEarlyData("a.example") : ClientHellos.naming("a.example");
    byte[] second = ClientHellos.large(name, 30, 50);
    try (var client = tunnel("a.example");
        var server = origin.accept()) {
      client.sendsBytes(first);
      server.receivesBytes(first).sendsText("retry");
      client.receivesText("retry").sends(between).sendsBytes(second);
      if (name.equals("c.example")) {
        client.receivesReset();
        assertEquals(1, refused.count());
      } else {
        server.receives(between).receivesBytes(second);
        client.sendsText("more");
        server.receivesText("more");
      }
    }
  }

  /// Without early data, an encrypted record shows that the server has not asked for another message.
  @Test
  void behindEncryptedDataNothingIsLookedAt() {
    byte[] hello = ClientHellos.naming("a.example");
    byte[] other = ClientHellos.naming("c.example");
    try (var client = tunnel("a.example");
        var server = origin.accept()) {
      client.sendsBytes(hello).sends("14 03 03 00 01 01 17 03 03 00 01 cc").sendsBytes(other);
      server.receivesBytes(hello).receives("14 03 03 00 01 01 17 03 03 00 01 cc");
      server.receivesBytes(other);
    }
  }

  /// A server would read the second one of a record.
  @Test
  void twoMessagesInOneRecordGetAnAlert() {
    byte[] one =
        ClientHellos.message(
            ClientHellos.extension(0, ClientHellos.serverNames(List.of("a.example"))));
    byte[] two = Arrays.copyOf(one, 2 * one.length);
    System.arraycopy(one, 0, two, one.length, one.length);
    try (var client = tunnel("a.example");
        var server = origin.accept()) {
      client.sendsBytes(ClientHellos.records(two, 16384)).receives(ALERT).receivesEnd();
      server.receivesReset();
    }
  }

  /// Each cut of the message: the first part, then the rest with more behind it.
  @Test
  void aMessageMayBeCutAnywhere() {
    byte[] hello = ClientHellos.large("a.example", 30, 50);
    for (int cut = 1; cut < hello.length; cut++) {
      try (var client = tunnel("a.example");
          var server = origin.accept()) {
        client.sendsBytes(Arrays.copyOf(hello, cut));
        client.sendsBytes(Arrays.copyOfRange(hello, cut, hello.length)).sendsText("more");
        server.receivesBytes(hello).receivesText("more");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"c.example", "a.example.evil", "127.0.0.1", "a..example"})
  void anotherNameGetsAnAlert(String name) {
    try (var client = tunnel("a.example");
        var server = origin.accept()) {
      client.sendsBytes(ClientHellos.naming(name)).receives(ALERT).receivesEnd();
      server.receivesEndOrReset();
    }
    assertEquals(1, refused.count());
  }

  @Test
  void aMessageWithoutANameGetsAnAlert() {
    try (var client = tunnel("a.example");
        var server = origin.accept()) {
      client.sendsBytes(ClientHellos.withoutName()).receives(ALERT).receivesEnd();
      server.receivesEndOrReset();
    }
  }

  @Test
  void aMessageThatIsNoneGetsAnAlert() {
    try (var client = tunnel("a.example");
        var server = origin.accept()) {
      client.sends("16 03 01 00 05 02 00 00 01 00").receives(ALERT).receivesEnd();
      server.receivesEndOrReset();
    }
  }

  @Test
  void aMessageThatEndsTooEarlyIsDenied() {
    try (var client = tunnel("a.example");
        var server = origin.accept()) {
      client.sends("16 03 01 00").ends().receives(ALERT).receivesEnd();
      server.receivesEndOrReset();
    }
  }

  /// Servers skip some of these, so a ClientHello with any name could come behind them.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "15 03 01 00 02 01 5a",
        "15 03",
        "14 03 03 00 01 01",
        "17 03 03 00 01 00",
        "18 03 01 00 03 01 00 00"
      })
  void aRecordBeforeTheMessageGetsAnAlert(String record) {
    for (int cut : List.of(0, 1)) {
      try (var client = tunnel("a.example");
          var server = origin.accept()) {
        if (cut == 1) {
          client.sends(record.substring(0, 2));
        }
        client.sends(record.substring(3 * cut)).sendsBytes(ClientHellos.naming("c.example"));
        client.receives(ALERT).receivesEnd();
        server.receivesEndOrReset();
      }
    }
    assertEquals(2, refused.count());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"13", "19", "13 03 01", "15 00", "14 00 00 00", "53", "80 2e 02", "ff 00 00"})
  void otherBytesPassAtOnce(String bytes) {
    try (var client = tunnel("a.example");
        var server = origin.accept()) {
      client.sends(bytes);
      server.receives(bytes);
    }
  }

  /// OpenSSL reads it, and sends the site that it has for no name.
  @Test
  void aMessageOfSsl2GetsAnAlert() {
    String hello = "80 1f 01 03 03 00 06 00 00 00 10 00 c0 2f 00 00 35 " + "ab ".repeat(16);
    for (int cut : List.of(1, 3, 9, 33)) {
      try (var client = tunnel("a.example");
          var server = origin.accept()) {
        client.sends(hello.substring(0, 3 * cut - 1));
        client.sends(hello.substring(Math.min(3 * cut, hello.length() - 3)).strip());
        client.receives(ALERT).receivesEnd();
        server.receivesEndOrReset();
      }
    }
    assertEquals(4, refused.count());
  }

  /// Lengths that are not those of the message: no server reads this as one.
  @ParameterizedTest
  @ValueSource(strings = {"80 1f 01 03 03 00 06 00 00 00 11", "a5 e0 01 7c 31 9f 02 66 d0 04 3b"})
  void bytesThatBeginLikeSsl2Pass(String bytes) {
    try (var client = tunnel("a.example");
        var server = origin.accept()) {
      client.sends(bytes);
      server.receives(bytes);
      client.ends();
      server.receivesEnd();
    }
  }

  @Test
  void oneByteThatIsAlsoATypeOfARecordPassesWithTheNext() {
    try (var client = tunnel("a.example");
        var server = origin.accept()) {
      client.sends("15").sendsText("x");
      server.receives("15").receivesText("x");
      client.ends();
      server.receivesEnd();
    }
    try (var client = tunnel("a.example");
        var server = origin.accept()) {
      client.sends("15").ends();
      server.receives("15").receivesEnd();
    }
  }

  @Test
  void aServerThatSpeaksFirstDoesNotWait() {
    try (var client = tunnel("a.example");
        var server = origin.accept()) {
      server.sendsText("220 ready\r\n");
      client.receivesText("220 ready\r\n").sendsText("EHLO x\r\n");
      server.receivesText("EHLO x\r\n");
    }
  }

  @Test
  void aClientMayEndWithoutAByte() {
    try (var client = tunnel("a.example");
        var server = origin.accept()) {
      client.ends();
      server.receivesEnd().sendsText("bye").ends();
      client.receivesText("bye").receivesEnd();
    }
  }

  @Test
  void inATunnelToAnAddressNothingIsLookedAt() {
    try (var client = tunnel("127.0.0.1");
        var server = origin.accept()) {
      byte[] hello = ClientHellos.naming("c.example");
      client.sendsBytes(hello);
      server.receivesBytes(hello);
    }
  }

  @Test
  void anUpgradedConnectionIsATunnelToo() {
    try (var client = proxy.client()) {
      client.sendsText(
          "GET http://a.example:%d/ HTTP/1.1\r\nHost: x\r\nConnection: upgrade\r\nUpgrade: tls\r\n\r\n"
              .formatted(origin.address().port()));
      try (var server = origin.accept()) {
        server.receivesHead();
        server.sendsText(
            "HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\nUpgrade: tls\r\n\r\n");
        client.receivesHead();
        client.sendsBytes(ClientHellos.naming("c.example"));
        server.receivesEndOrReset();
        assertEquals(1, refused.count());
      }
    }
  }

  @Test
  void theCheckCanBeSwitchedOff() {
    var off =
        new PolicyDefinition(
            "open",
            Optional.of(PolicyEntry.parseList("a.example,127.0.0.1")),
            List.of(),
            PrivateTargets.DENY,
            ServerNameCheck.OFF);
    proxy.close();
    proxy = ProxyUnderTest.with().lookup(names, Duration.ofSeconds(5)).policy(off).start();
    try (var client = tunnel("a.example");
        var server = origin.accept()) {
      byte[] hello = ClientHellos.naming("c.example");
      client.sendsBytes(hello);
      server.receivesBytes(hello);
    }
  }
}
