package io.heddle.dial;

import static io.heddle.support.NameServerPeer.address;
import static io.heddle.support.NameServerPeer.bytes;
import static io.heddle.support.NameServerPeer.framed;
import static io.heddle.support.NameServerPeer.response;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.address.Host;
import io.heddle.dns.DnsMessage;
import io.heddle.dns.DnsQuestion;
import io.heddle.dns.DnsRecord;
import io.heddle.request.RefusedException;
import io.heddle.support.Await;
import io.heddle.support.Hex;
import io.heddle.support.NameServerPeer;
import io.heddle.support.StubLookup;
import io.heddle.time.Deadline;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("component")
class DomainNameServersTest {
  private static final Duration LONG = Duration.ofSeconds(20);
  private static final String NAME = "host.corp.example";
  private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");

  private final StubLookup system = new StubLookup().knows("elsewhere.example", "192.0.2.9");

  private DomainNameServers servers(NameServerPeer server, Duration timeout) {
    return new DomainNameServers(Map.of("corp.example", server.address()), system, timeout);
  }

  private List<String> addresses(NameServerPeer server, String name)
      throws UnknownHostException, RefusedException {
    return Arrays.stream(servers(server, LONG).addresses(name))
        .map(InetAddress::getHostAddress)
        .toList();
  }

  private String failure(NameServerPeer server, String name, Duration timeout) {
    return assertThrows(RefusedException.class, () -> servers(server, timeout).addresses(name))
        .refusal()
        .toString()
        .replace(String.valueOf(server.address().getPort()), "53");
  }

  private static boolean isForIpv4(DnsMessage query) {
    return query.question().type() == DnsQuestion.A;
  }

  /// 192.0.2.1 and 2001:db8::1 for each name.
  private static byte[] both(DnsMessage query) {
    return response(query, 0, address(query, isForIpv4(query) ? "192.0.2.1" : "2001:db8::1"));
  }

  private static List<byte[]> good(DnsMessage query) {
    return List.of(both(query));
  }

  private static final List<String> BOTH = List.of("2001:db8:0:0:0:0:0:1", "192.0.2.1");

  @Test
  void bothFamiliesAreAskedForByTheAbsoluteName() throws Exception {
    try (var server = NameServerPeer.answering(DomainNameServersTest::good)) {
      assertEquals(BOTH, addresses(server, NAME));
      assertEquals(
          Set.of(new DnsQuestion(NAME, DnsQuestion.A), new DnsQuestion(NAME, DnsQuestion.AAAA)),
          Set.copyOf(server.asked().stream().map(DnsMessage::question).toList()));
    }
  }

  @Test
  void otherNamesAreLeftToTheSystem() throws Exception {
    try (var server = NameServerPeer.answering(DomainNameServersTest::good)) {
      assertEquals(List.of("192.0.2.9"), addresses(server, "elsewhere.example"));
      assertThrows(UnknownHostException.class, () -> addresses(server, "notcorp.example"));
      assertEquals(List.of(), server.asked());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "corp.example, 1",
    "a.corp.example, 1",
    "dev.corp.example, 2",
    "a.b.dev.corp.example, 2"
  })
  void theLongestDomainDecides(String name, int port) {
    var servers =
        new DomainNameServers(
            Map.of(
                "corp.example", new InetSocketAddress(LOOPBACK, 1),
                "dev.corp.example", new InetSocketAddress(LOOPBACK, 2)),
            system,
            LONG);
    assertEquals(port, servers.server(name).orElseThrow().getPort());
  }

  @Test
  void idsAndPortsAreRandom() throws Exception {
    try (var server = NameServerPeer.answering(DomainNameServersTest::good)) {
      TreeSet<Integer> ids = new TreeSet<>();
      for (int i = 0; i < 8; i++) {
        assertEquals(BOTH, addresses(server, "host" + i + ".corp.example"));
      }
      server.asked().forEach(query -> ids.add(query.id()));
      assertTrue(ids.size() > 8, ids::toString);
      assertTrue(new TreeSet<>(server.ports()).size() > 4, () -> "" + server.ports());
      assertTrue(ids.last() - ids.first() > 1000, ids::toString);
    }
  }

  @Test
  void aLostQueryIsSentAgain() throws Exception {
    AtomicInteger count = new AtomicInteger();
    try (var server =
        NameServerPeer.answering(query -> count.incrementAndGet() <= 2 ? List.of() : good(query))) {
      assertEquals(BOTH, addresses(server, NAME));
    }
  }

  private static byte[] with(DnsMessage query, int id, String name, int type) {
    DnsQuestion question = new DnsQuestion(name, type);
    return bytes(new DnsMessage(id, 0x8180, question, List.of(address(query, "203.0.113.66"))));
  }

  /// Everything that is not the answer comes first, with an address of the attacker.
  @Test
  void datagramsThatDoNotMatchTheQuestionAreDropped() throws Exception {
    Function<DnsMessage, List<byte[]>> hostile =
        query -> {
          int type = query.question().type();
          List<byte[]> sent = new ArrayList<>();
          sent.add(new byte[0]);
          sent.add(new byte[] {1, 2, 3});
          sent.add(new byte[65_000]);
          sent.add(with(query, query.id() ^ 1, NAME, type));
          sent.add(with(query, query.id(), "other.corp.example", type));
          sent.add(with(query, query.id(), NAME, 16));
          sent.add(bytes(query));
          byte[] loop = both(query);
          loop[12] = (byte) 0xc0;
          loop[13] = 12;
          sent.add(loop);
          byte[] cut = both(query);
          sent.add(Arrays.copyOf(cut, cut.length - 1));
          sent.add(both(query));
          return sent;
        };
    try (var server = NameServerPeer.answering(hostile)) {
      assertEquals(BOTH, addresses(server, NAME));
    }
  }

  @Test
  void addressesOfOtherNamesInAnAnswerDoNotCount() throws Exception {
    try (var server =
        NameServerPeer.answering(query ->
            List.of(
                response(
                    query,
                    0,
                    new DnsRecord.AddressRecord("other.example", Host.Ip.parse("203.0.113.66")),
                    address(query, "192.0.2.1"))))) {
      assertEquals(List.of("192.0.2.1"), addresses(server, NAME).stream().distinct().toList());
    }
  }

  @Test
  void aliasesInAnAnswerAreFollowed() throws Exception {
    try (var server =
        NameServerPeer.answering(query ->
            List.of(
                response(
                    query,
                    0,
                    new DnsRecord.AliasRecord("b.corp.example", "c.example"),
                    new DnsRecord.AliasRecord(NAME, "b.corp.example"),
                    new DnsRecord.AddressRecord("c.example", Host.Ip.parse("192.0.2.3")))))) {
      assertEquals(List.of("192.0.2.3"), addresses(server, NAME).stream().distinct().toList());
    }
  }

  private static List<byte[]> alias(DnsMessage query, String target) {
    return List.of(response(query, 0, new DnsRecord.AliasRecord(query.question().name(), target)));
  }

  @Test
  void anAliasWithoutAddressesIsAskedForAtTheServerOfItsDomain() throws Exception {
    try (var server =
        NameServerPeer.answering(query ->
            query.question().name().equals(NAME)
                ? alias(query, "b.corp.example")
                : alias(query, "elsewhere.example"))) {
      assertEquals(List.of("192.0.2.9"), addresses(server, NAME));
    }
  }

  @Test
  void circlesOfAliasesEnd() {
    AtomicInteger count = new AtomicInteger();
    try (var inOneAnswer =
            NameServerPeer.answering(query ->
                List.of(
                    response(
                        query,
                        0,
                        new DnsRecord.AliasRecord(NAME, "b.corp.example"),
                        new DnsRecord.AliasRecord("b.corp.example", NAME))));
        var endless =
            NameServerPeer.answering(
                query -> alias(query, "a" + count.incrementAndGet() + ".corp.example"))) {
      assertTrue(failure(inOneAnswer, NAME, LONG).contains("knows no address of the name"));
      assertTrue(failure(endless, NAME, LONG).contains("too many aliases lead on from " + NAME));
    }
  }

  private static List<byte[]> truncated(DnsMessage query) {
    return List.of(bytes(new DnsMessage(query.id(), 0x8380, query.question(), List.of())));
  }

  @Test
  void aTruncatedAnswerIsReadByTcp() throws Exception {
    DnsRecord[] many = new DnsRecord[1000];
    try (var server =
        NameServerPeer.answering(DomainNameServersTest::truncated)
            .streaming(query -> {
              for (int i = 0; i < many.length; i++) {
                many[i] = address(query, "10.0.%d.%d".formatted(i / 256, i % 256));
              }
              return framed(response(query, 0, isForIpv4(query) ? many : new DnsRecord[0]));
            })) {
      assertEquals(1000, addresses(server, NAME).size());
    }
  }

  /// The usual time is 500 ms.
  @ParameterizedTest
  @CsvSource({"true", "false"})
  void aStreamThatStallsDoesNotKeepTheOtherFamily(boolean ipv6) throws Exception {
    try (var server =
        NameServerPeer.answering(query -> isForIpv4(query) == ipv6 ? good(query) : truncated(query))
            .stalling(query -> framed(both(query)))) {
      long start = System.nanoTime();
      assertEquals(List.of(ipv6 ? BOTH.getLast() : BOTH.getFirst()), addresses(server, NAME));
      long millis = Duration.ofNanos(System.nanoTime() - start).toMillis();
      assertTrue(millis < 3000, () -> millis + " ms");
    }
  }

  @Test
  void aStreamThatStallsIsTheSilenceOfTheServer() {
    try (var server =
        NameServerPeer.answering(DomainNameServersTest::truncated)
            .stalling(query -> framed(both(query)))) {
      String failure = failure(server, NAME, Duration.ofMillis(300));
      assertTrue(failure.startsWith("NAME_RESOLUTION_TIMED_OUT: the name server"), failure);
    }
  }

  @Test
  void aTimeoutOfDaysSuitsStreams() throws Exception {
    try (var server =
        NameServerPeer.answering(DomainNameServersTest::truncated)
            .streaming(query -> framed(both(query)))) {
      assertEquals(2, servers(server, Duration.ofDays(30)).addresses(NAME).length, "both families");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'', it has closed the connection",
    "00, it has closed the connection",
    "0005 01, it has closed the connection",
    "0001 01, sent a DNS message that ends early",
    "0016 0001 8180 0001 0000 0000 0000 01 61 00 0001 0001 000000, sent an answer to something else"
  })
  void anythingElseByTcpIsAFailureOfTheServer(String hex, String sentence) {
    byte[] bytes = Hex.bytes(hex);
    try (var server =
        NameServerPeer.answering(DomainNameServersTest::truncated).streaming(_ -> bytes)) {
      String failure = failure(server, NAME, LONG);
      assertTrue(failure.startsWith("NAME_SERVER_FAILED: the name server 127.0.0.1:53 "), failure);
      assertTrue(failure.contains(sentence), failure);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "3, NAME_NOT_RESOLVED, says that there is no name host.corp.example (NXDOMAIN)",
    "2, NAME_SERVER_FAILED, failed to answer about the name host.corp.example (SERVFAIL)",
    "5, NAME_SERVER_FAILED, refuses to answer about the name host.corp.example (REFUSED)",
    "4, NAME_SERVER_FAILED, answers about the name host.corp.example with error 4",
    "0, NAME_NOT_RESOLVED, knows no address of the name host.corp.example"
  })
  void eachFailureHasASentenceThatNamesTheServer(int code, String reason, String sentence) {
    try (var server = NameServerPeer.answering(query -> List.of(response(query, code)))) {
      assertEquals(
          reason + ": the name server 127.0.0.1:53 " + sentence, failure(server, NAME, LONG));
    }
  }

  @Test
  void aSilentServerIsNamedInTime() {
    try (var server = NameServerPeer.answering(_ -> List.of())) {
      assertEquals(
          "NAME_RESOLUTION_TIMED_OUT: the name server 127.0.0.1:53 gave no answer in time about the"
              + " name host.corp.example",
          failure(server, NAME, Duration.ofMillis(300)));
    }
  }

  @Test
  void aServerThatIsNotThereIsNamedAtOnce() {
    NameServerPeer server = NameServerPeer.answering(_ -> List.of());
    server.close();
    assertEquals(
        "NAME_SERVER_FAILED: the name server 127.0.0.1:53 cannot be asked about the name"
            + " host.corp.example: no program receives there",
        failure(server, NAME, LONG));
  }

  /// Some servers never answer questions for IPv6 addresses, or fail to.
  @ParameterizedTest
  @CsvSource({"-1", "2", "3", "0"})
  void oneFamilyIsEnough(int code) throws Exception {
    try (var server =
        NameServerPeer.answering(query ->
            isForIpv4(query)
                ? good(query)
                : code < 0 ? List.of() : List.of(response(query, code)))) {
      assertEquals(List.of("192.0.2.1"), addresses(server, NAME));
    }
  }

  @Test
  void aNameThatIsTooLongIsNotAskedFor() {
    String name = "a.".repeat(121) + "corp.example";
    try (var server = NameServerPeer.answering(DomainNameServersTest::good)) {
      assertEquals(254, name.length());
      assertTrue(failure(server, name, LONG).contains("is longer than DNS allows"));
      assertEquals(List.of(), server.asked());
    }
  }

  @Test
  void aNameThatAppearsIsFoundWithinSeconds() throws Exception {
    AtomicInteger count = new AtomicInteger();
    try (var server =
            NameServerPeer.answering(
                query -> count.incrementAndGet() <= 2 ? List.of(response(query, 3)) : good(query));
        var resolver = new Resolver(servers(server, LONG), LONG, Duration.ofHours(1))) {
      var name = new Host.Name(NAME);
      assertThrows(RefusedException.class, () -> resolver.resolve(name, Deadline.NONE));
      Await.until(
          "it is found",
          () -> {
            try {
              return resolver.resolve(name, Deadline.NONE).size() == 2;
            } catch (RefusedException | IOException e) {
              return false;
            }
          });
      assertEquals(2, resolver.resolve(name, Deadline.NONE).size());
      assertEquals(4, server.asked().size(), "what was found is not asked again");
    }
  }
}
