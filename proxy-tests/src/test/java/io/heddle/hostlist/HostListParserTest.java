package io.heddle.hostlist;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.heddle.address.Cidr;
import io.heddle.address.Host;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Lines of lists, and the hosts that they match.
@Tag("codec")
class HostListParserTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        // A name.
        "ads.example;ads.example;ads.example",
        "ads.example;a.b.ads.example;ads.example",
        "ads.example;bads.example;",
        "ads.example;example;",
        "ads.example;192.0.2.1;",
        "ADS.Example.;ads.example;ads.example",
        "*.ads.example;ads.example;ads.example",
        ".ads.example;www.ads.example;ads.example",
        "||ads.example^;www.ads.example;ads.example",
        "||*.ads.example^;www.ads.example;ads.example",
        "=ads.example;ads.example;=ads.example",
        "=ads.example;www.ads.example;",
        "B\u00dcCHER.example;xn--bcher-kva.example;xn--bcher-kva.example",
        "=b\u00fccher.example;xn--bcher-kva.example;=xn--bcher-kva.example",
        "my_host-1.example;my_host-1.example;my_host-1.example",
        "a.7z;x.a.7z;a.7z",
        "=localhost;localhost;=localhost",
        "||localhost^;localhost;localhost",
        // An address or a block.
        "192.0.2.1;192.0.2.1;192.0.2.1",
        "192.0.2.0/24;192.0.2.77;192.0.2.0/24",
        "||192.0.2.1^;192.0.2.1;192.0.2.1",
        "::ffff:192.0.2.1;192.0.2.1;192.0.2.1",
        "2001:DB8::/32;[2001:db8::1];2001:db8::/32",
        "2001:db8::/33;[2001:db8:8000::1];",
        "0.0.0.0/0;[::1];",
        "0.0.0.0/0;host.example;",
        // A line of a hosts file.
        "0.0.0.0 ads.example;ads.example;=ads.example",
        "0.0.0.0 ads.example;www.ads.example;",
        "127.0.0.1\tads.example  b.example;b.example;=b.example",
        "::1 ads.example;ads.example;=ads.example",
        "0:0:0:0:0:0:0:0 ads.example;ads.example;=ads.example",
        "0 ads.example;ads.example;=ads.example",
        "0.0.0.0 ads.example localhost;localhost;",
        "0.0.0.0 0.0.0.0;0.0.0.0;",
        "127.0.0.1 localhost.localdomain;localhost.localdomain;",
        "127.0.0.1 desk.localdomain desk;desk.localdomain;",
        "127.0.0.1 a.localhost;a.localhost;",
        "127.0.1.1 desk.example desk;desk.example;",
        "10.0.0.5 nas.example;nas.example;",
        "10.0.0.5 nas.example;10.0.0.5;",
        "255.255.255.255 broadcasthost;broadcasthost;",
        "fe80::1%lo0 localhost;localhost;",
        "ff02::1 ip6-allnodes;ip6-allnodes;",
        // Words that are left when the addresses of a hosts file are cut off.
        "localhost;localhost;",
        "Local;printer.local;",
        "ip6-allnodes;ip6-allnodes;",
        // Comments and blanks.
        "ads.example # a comment;ads.example;ads.example",
        "ads.example ! a comment;ads.example;ads.example",
        "ads.example#a comment;ads.example;ads.example",
        "0.0.0.0 ads.example #b.example;b.example;",
        "# ads.example;ads.example;",
        "! ads.example;ads.example;",
        "[Adblock Plus 2.0];adblock;",
      })
  void aLineMatchesAHostByItsEntry(String line, String host, String entry) {
    assertEquals(Optional.ofNullable(entry), find(set(line), host));
    assertEquals(List.of(), parse(new HostSet.Builder(), line).problems());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "ads_example/path~\"ads_example/path\" has a path; an entry is for a whole host",
        "https://ads.example/~\"https://ads.example/\" is a URL; an entry is the name or the address of a host alone",
        "ads.example:443~\"ads.example:443\" has a port; an entry is for all ports of a host",
        "||ads.example/path^~\"||ads.example/path^\" has a path; an entry is for a whole host",
        "||ads.example:443^~\"||ads.example:443^\" has a port; an entry is for all ports of a host",
        "192.0.2.1:80~\"192.0.2.1:80\" has a port; an entry is for all ports of a host",
        "http://192.0.2.1~\"http://192.0.2.1\" is a URL; an entry is the name or the address of a host alone",
        "2001:db8::/130~a prefix length is 0 to 128, not 130",
        "a..example~\"a..example\" is not a host name",
        "=~\"\" is not a host name",
        "==a.example~\"=\" is in front of a name once",
        "ads.*.example~\"ads.*.example\" is not a host name",
        "*~\"*\" would match every name; a rule without domains does that",
        "example.com##.banner~\"example.com##.banner\" is a rule of ad blockers, of which ||name^ alone is an entry",
        "example.com#@#.banner~\"example.com#@#.banner\" is a rule of ad blockers, of which ||name^ alone is an entry",
        "@@||ads.example^~\"@@||ads.example^\" is a rule of ad blockers, of which ||name^ alone is an entry",
        "||ads.example~\"||ads.example\" is a rule of ad blockers, of which ||name^ alone is an entry",
        "||ads.example^$third-party~\"||ads.example^$third-party\" is a rule of ad blockers, of which ||name^ alone is an entry",
        "||^~\"||^\" is a rule of ad blockers, of which ||name^ alone is an entry",
        "|ads.example^~\"|ads.example^\" is a rule of ad blockers, of which ||name^ alone is an entry",
        "address=/ads.example/0.0.0.0~\"address=/ads.example/0.0.0.0\" is an option of dnsmasq; an entry is the name alone",
        "two words~\"two words\" is neither one entry nor a line of a hosts file",
        "0.0.0.0 a..example~\"a..example\" is not a host name",
        "10.0.0.1/8~\"10.0.0.1/8\" has bits behind its prefix; its block is 10.0.0.0/8",
        "10.0.0.0/33~a prefix length is 0 to 32, not 33",
        "10.0.0.256~\"10.0.0.256\" is not an IP address",
        "010.0.0.1~\"010.0.0.1\" is not an IP address",
        "0x7f.1~\"0x7f.1\" is neither a host name nor an IP address",
      })
  void whatIsNoEntryIsSkippedAndTold(String line, String reason) {
    HostListParser parser = parse(new HostSet.Builder(), line);
    assertEquals(List.of(new LineProblem(1, reason)), parser.problems());
    assertEquals(1, parser.skipped());
  }

  @Test
  void blanksAndMarksAroundALineDoNotCount() {
    assertEquals(1, set("\uFEFFads.example\r").names());
    assertEquals(1, set("  \t ads.example \r").names());
    assertEquals(0, set("\r", "", "  ").names());
  }

  @Test
  void aCommentNeedNotBeUtf8() {
    HostListParser parser = new HostListParser(new HostSet.Builder());
    byte[] latin = "# b\u00fccher".getBytes(StandardCharsets.ISO_8859_1);
    parser.parse(latin, latin.length);
    assertEquals(0, parser.skipped());
    byte[] name = "b\u00fccher.example".getBytes(StandardCharsets.ISO_8859_1);
    parser.parse(name, name.length);
    assertEquals(List.of(new LineProblem(2, "the line is not UTF-8")), parser.problems());
  }

  @Test
  void namesMayBeAsLongAsClientsCanSendThem() {
    String longest = "a.".repeat(124) + "example";
    assertEquals(255, longest.length());
    assertEquals(Optional.of(longest), find(set(longest), longest));
    assertEquals(0, set("a" + longest, "b".repeat(64) + ".example").names());
  }

  @Test
  void oneEntryWithAllBelowStandsForTheNameAloneToo() {
    HostSet set = set("=a.example", "a.example", "=a.example", "A.example");
    assertEquals(1, set.names());
    assertEquals(Optional.of("a.example"), find(set, "b.a.example"));
    assertEquals(2, set.find(new Host.Name("a.example")).orElseThrow().line());
  }

  @Test
  void onlyTheFirstProblemsAreKeptAndAllAreCounted() {
    String[] lines = Stream.generate(() -> "no name").limit(50).toArray(String[]::new);
    HostListParser parser = parse(new HostSet.Builder(), lines);
    assertEquals(50, parser.skipped());
    assertEquals(10, parser.problems().size());
  }

  private static HostSet set(String... lines) {
    HostSet.Builder builder = new HostSet.Builder();
    parse(builder, lines);
    return builder.build();
  }

  private static HostListParser parse(HostSet.Builder builder, String... lines) {
    HostListParser parser = new HostListParser(builder);
    for (String line : lines) {
      byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
      parser.parse(bytes, bytes.length);
    }
    return parser;
  }

  private static Optional<String> find(HostSet set, String host) {
    Optional<HostEntry> entry =
        switch (Host.parse(host)) {
          case Host.Name name -> set.find(name);
          case Host.Ip(var address) -> set.find(Cidr.of(address));
        };
    return entry.map(HostEntry::pattern);
  }
}
