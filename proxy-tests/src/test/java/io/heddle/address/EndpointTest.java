package io.heddle.address;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("codec")
class EndpointTest {

  @ParameterizedTest
  @CsvSource({
    "192.0.2.1:80,        192.0.2.1:80",
    "[2001:DB8::1]:443,   [2001:db8::1]:443",
    "[::]:0,              [::]:0",
    "[fe80::1%1]:22,      [fe80::1%1]:22",
    "[::ffff:1.2.3.4]:1,  1.2.3.4:1",
    "Example.com.:65535,  example.com:65535",
    "bücher.de:80,        xn--bcher-kva.de:80",
    "localhost:0,         localhost:0",
    "127.1:00080,         127.0.0.1:80",
  })
  void isReadAndPrinted(String text, String printed) {
    assertEquals(printed, Endpoint.parse(text).toString());
    assertEquals(Endpoint.parse(text), Endpoint.parse(printed));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ":",
        ":80",
        "a",
        "a:",
        "a:b",
        "[::1]",
        "[::1]:",
        "::1:80",
        "::1",
        "2001:db8::1:443",
        "[::1",
        "[::1:80",
        "::1]:80",
        "[]:80",
        "[[::1]]:80",
        "[a]:80",
        "[192.0.2.1]:80",
        "[::1]80",
        "[::1]:80]",
        "[::1]::80",
        "a:80:80",
        "a:80 ",
        " a:80",
        "a: 80",
        "a :80",
        "a:80\n",
        "a:80/",
        "http://a:80",
        "user@a:80",
        "a:65536",
        "a:65616",
        "a:-1",
        "a:+80",
        "a:0x50",
        "a:8e1",
        "a:000080",
        "a:99999",
        "a:4294967376",
        "a:٨٠",
        "a:８０",
        "a:²",
      })
  void otherTextIsRejected(String text) {
    assertThrows(IllegalArgumentException.class, () -> Endpoint.parse(text));
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "80, 80", "080, 80", "00000, 0", "65535, 65535"})
  void aPortIsOneToFiveDigits(String digits, int port) {
    assertEquals(port, Endpoint.parsePort(digits));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", " ", "+80", "-0", "80 ", "8 0", "000080", "65536", "65616", "99999", "٨٠", "８０"
      })
  void otherTextIsNoPort(String digits) {
    assertThrows(IllegalArgumentException.class, () -> Endpoint.parsePort(digits));
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 65536, 65616, Integer.MIN_VALUE, Integer.MAX_VALUE})
  void aPortOutOfRangeCannotExist(int port) {
    assertThrows(IllegalArgumentException.class, () -> new Endpoint(Host.Ip.ANY_V4, port));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\r\n", "\u001b::1:80", "a:\r\nX: y"})
  void anErrorMessageQuotesTheTextOnOneLineWithoutControlCharacters(String text) {
    assertTrue(complaint(text).chars().noneMatch(Character::isISOControl), () -> complaint(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "a:", "1:"})
  void anErrorMessageTruncatesALongText(String part) {
    assertTrue(complaint(part.repeat(30_000)).length() < 400);
    assertTrue(complaint("a:" + part.repeat(30_000)).length() < 400);
  }

  @Test
  void theUnspecifiedOneIsAllZeros() {
    assertEquals("0.0.0.0:0", Endpoint.UNSPECIFIED.toString());
  }

  private static String complaint(String text) {
    return assertThrows(IllegalArgumentException.class, () -> Endpoint.parse(text)).getMessage();
  }
}
