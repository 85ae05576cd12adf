package io.heddle.address;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.support.Hex;
import java.net.Inet6Address;
import java.net.UnknownHostException;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("codec")
class HostTest {

  @ParameterizedTest
  @CsvSource({
    "192.0.2.1,        192.0.2.1",
    "0.0.0.0,          0.0.0.0",
    "255.255.255.255,  255.255.255.255",
    // Short forms, as resolvers read them: rules must see the address that would be dialled.
    "127.1,            127.0.0.1",
    "127.0.1,          127.0.0.1",
    "10.0.258,         10.0.1.2",
    "2130706433,       127.0.0.1",
    "0,                0.0.0.0",
    "0x7f.1,           127.0.0.1",
    "0X7F.1,           127.0.0.1",
    "127.0x1,          127.0.0.1",
    "0x7f000001,       127.0.0.1",
    "0177.0.0.1,       127.0.0.1",
    "017700000001,     127.0.0.1",
    "00000000177.1,    127.0.0.1",
    "010.0.0.1,        8.0.0.1",
    "10.0.0.010,       10.0.0.8",
    "1.2.3.04,         1.2.3.4",
    "00,               0.0.0.0",
    "0xa9.0xfea9fe,    169.254.169.254",
    // RFC 5952 §4: lower case, no leading zeros, the longest and first run of zeros as ::
    "::,               ::",
    "::1,              ::1",
    "1::,              1::",
    "2001:DB8::A,      2001:db8::a",
    "2001:0db8::0001,  2001:db8::1",
    "2001:db8:0:0:0:0:2:1,   2001:db8::2:1",
    "2001:db8:0:1:1:1:1:1,   2001:db8:0:1:1:1:1:1",
    "2001:db8::1:1:1:1:1,    2001:db8:0:1:1:1:1:1",
    "2001:0:0:1:0:0:0:1,     2001:0:0:1::1",
    "2001:db8:0:0:1:0:0:1,   2001:db8::1:0:0:1",
    "0:0:1:1:1:1:0:0,        ::1:1:1:1:0:0",
    "1:1:1:1:1:1:0:0,        1:1:1:1:1:1::",
    "1:2:3:4:5:6:7:8,        1:2:3:4:5:6:7:8",
    "fe80::1%1,              fe80::1%1",
    "::1.2.3.4,              ::102:304",
    "64:ff9b::192.0.2.1,     64:ff9b::c000:201",
    "[2001:db8::1],          2001:db8::1",
    // An address in disguise is the address.
    "::ffff:192.0.2.1,       192.0.2.1",
    "::ffff:c000:201,        192.0.2.1",
    "[::FFFF:127.0.0.1],     127.0.0.1",
  })
  void ipAddressesArePrintedInTheirCanonicalForm(String text, String printed) {
    assertEquals(printed, assertInstanceOf(Host.Ip.class, Host.parse(text)).toString());
  }

  @ParameterizedTest
  @CsvSource({
    "example.com,         example.com",
    "Example.COM,         example.com",
    "example.com.,        example.com",
    "localhost,           localhost",
    "a,                   a",
    "1.a,                 1.a",
    "3com.example,        3com.example",
    "a.0xg,               a.0xg",
    "x0x1,                x0x1",
    "_sip._tcp.example,   _sip._tcp.example",
    "my_host,             my_host",
    "a--b.example,        a--b.example",
    // Labels may begin and end with a hyphen: the resolver decides (RFC 2181 §11).
    "-a,                  -a",
    "a-,                  a-",
    "a.-b,                a.-b",
    "_,                   _",
    "xn--,                xn--",
    "bücher.example,      xn--bcher-kva.example",
    "BÜCHER.example.,     xn--bcher-kva.example",
    "bücher。example,      xn--bcher-kva.example",
    "例え.テスト,            xn--r8jz45g.xn--zckzah",
    "xn--bcher-kva.de,    xn--bcher-kva.de",
  })
  void namesAreInLowerCaseAsciiWithoutTheFinalDot(String text, String printed) {
    assertEquals(printed, assertInstanceOf(Host.Name.class, Host.parse(text)).toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ".",
        "..",
        "a..b",
        ".a",
        "a..",
        "a b",
        " a",
        "a ",
        "a\tb",
        "a\nb",
        "a\u0000b",
        "a\u007f",
        "a/b",
        "a@b",
        "a%b",
        "a?b",
        "a#b",
        "a\\b",
        "*.example",
        "a,b",
        "a=b",
        // Non-ASCII that no name may have, or that becomes what no name may be.
        "ü..de",
        "\u00ad",
        "\u200b",
        "\ufffd",
        "\ud800",
        "a\udc00.de",
        "℀.de",
        "：.de",
        "１２７.０.０.１",
        "127。0。0。1",
        "ü.１",
        // Ends in a number, yet is no address to any resolver.
        "1.2.3.4.5",
        "1.2.3.256",
        "256.1.1.1",
        "4294967296",
        "1.2.3.4.",
        "1..3.4",
        "a.1",
        "a.0x1",
        "0x",
        "a.0x",
        "+1.2.3.4",
        "-1.2.3.4",
        // Too large, or not octal.
        "1.65536.1",
        "0400.1",
        "0x100.1",
        "0x1ffffffff",
        "1.2.3.0x",
        "08.1.1.1",
        // Ten to some, eight to others.
        "::ffff:010.0.0.1",
        "::ffff:10.0.0.010",
        // Almost IPv6.
        ":",
        ":::",
        "1::2::3",
        "12345::",
        "1:2:3:4:5:6:7",
        "1:2:3:4:5:6:7:8:9",
        "::g",
        "::１",
        " ::1",
        "::1 ",
        "::1\n",
        "::1%",
        "::1%-1",
        "::1%nosuchzone",
        "::1%99999999999",
        "::ffff:1.2.3",
        "::1.2.3.256",
        "1.2.3.4::",
        // Brackets that are too few, too many or around something else.
        "[",
        "]",
        "[]",
        "[::1",
        "::1]",
        "[[::1]]",
        "[::1]]",
        "[::1]%1",
        "[192.0.2.1]",
        "[a]",
        "[a.example]",
        "[::1]a",
      })
  void otherTextIsRejected(String text) {
    assertThrows(IllegalArgumentException.class, () -> Host.parse(text));
  }

  @Test
  void aLabelHasAtMost63Characters() {
    assertEquals("a".repeat(63), Host.parse("a".repeat(63)).toString());
    assertThrows(IllegalArgumentException.class, () -> Host.parse("a".repeat(64)));
    assertThrows(IllegalArgumentException.class, () -> Host.parse("ü".repeat(60)));
  }

  /// What SOCKS 5 can carry.
  @Test
  void aNameHasAtMost255CharactersBesidesTheFinalDot() {
    String longest = "a.".repeat(127) + "b";
    assertEquals(longest, Host.parse(longest).toString());
    assertEquals(longest, Host.parse(longest + ".").toString());
    assertThrows(IllegalArgumentException.class, () -> Host.parse(longest + "b"));
    assertThrows(IllegalArgumentException.class, () -> Host.parse("ü." + "a.".repeat(125) + "b"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"*.example", "a,b", "a=b", "it's", "a!b$c&d(e)f*g+h;i~j"})
  void otherCharactersOfUrisAreForThoseWhoAskForAnyName(String text) {
    assertEquals(text, Host.parseAnyName(text).toString());
    assertThrows(IllegalArgumentException.class, () -> Host.parse(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ".",
        "a..b",
        ".a",
        "a b",
        "a\r\nb",
        "a\u0000b",
        "a/b",
        "a@b",
        "a%b",
        "a?b",
        "a#b",
        "a\"b",
        "a\\b",
        "a<b",
        "a.1",
        "[a]"
      })
  void noNameHasCharactersWithAMeaningElsewhere(String text) {
    assertThrows(IllegalArgumentException.class, () -> Host.parseAnyName(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "a.", "ü", "ü.", "例", "a\u0300\u0316", ":", "1", "1.", "0x", "["})
  void textOfAnyLengthIsRejectedInShortTime(String part) {
    for (int times : new int[] {300, 1001, 20_000, 1_000_000}) {
      String text = part.repeat(times);
      assertTimeoutPreemptively(
          Duration.ofSeconds(30),
          () -> assertThrows(IllegalArgumentException.class, () -> Host.parse(text)));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"A", "a.", "ü", "", "1.2.3.4", "::1", "a b"})
  void aNameMustBeInItsNormalForm(String text) {
    assertThrows(IllegalArgumentException.class, () -> new Host.Name(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "00", "c00002", "c000020100", "000000000000000000000000000000"})
  void anIpAddressHas4Or16Bytes(String hex) {
    byte[] bytes = Hex.bytes(hex);
    assertThrows(IllegalArgumentException.class, () -> Host.Ip.of(bytes));
  }

  @Test
  void anIpv4MappedAddressIsConvertedToIpv4() throws UnknownHostException {
    Host ipv4 = Host.parse("127.0.0.1");
    byte[] mapped = Hex.bytes("00000000 00000000 0000ffff 7f000001");
    assertEquals(ipv4, Host.Ip.of(mapped));
    // The JDK leaves this one as it is.
    assertEquals(ipv4, new Host.Ip(Inet6Address.getByAddress(null, mapped, -1)));
  }

  /// RFC 4007 §6: only such addresses have one meaning in each zone.
  @ParameterizedTest
  @CsvSource({"::1%1, ::1", "2001:db8::1%1, 2001:db8::1", "ff02::1%1, ff02::1%1"})
  void onlyALocalAddressHasAZone(String text, String printed) {
    assertEquals(printed, Host.parse(text).toString());
  }

  @Test
  void onlyIpv6HasBracketsInAnAuthority() {
    assertEquals("[::1]", Host.parse("::1").uriHost());
    assertEquals("192.0.2.1", Host.parse("192.0.2.1").uriHost());
    assertEquals("a.example", Host.parse("a.example").uriHost());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a\r\nb", "::1\u001b[31m", "[\u0000:", "a\u2028.1", "ü\u0085..", "\u202ea..b"})
  void anErrorMessageQuotesTheTextOnOneLineWithoutControlCharacters(String text) {
    assertTrue(
        complaint(text).chars().allMatch(c -> (c >= ' ' && c <= '~') || c == 'ü'),
        () -> complaint(text));
  }

  @Test
  void anErrorMessageTruncatesALongText() {
    assertTrue(complaint("a".repeat(60_000)).length() < 400);
    assertTrue(complaint("1".repeat(60_000)).length() < 400);
    assertFalse(complaint("a..example").contains("..."), "what is short is not cut");
  }

  private static String complaint(String text) {
    return assertThrows(IllegalArgumentException.class, () -> Host.parse(text)).getMessage();
  }
}
