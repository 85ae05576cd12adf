package io.heddle.address;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.InetAddress;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("codec")
class CidrTest {
  @ParameterizedTest
  @CsvSource({
    "10.0.0.0/8, 10.255.255.255, true",
    "10.0.0.0/8, 11.0.0.0, false",
    "0.0.0.0/0, 203.0.113.1, true",
    "0.0.0.0/0, 2001:db8::1, false",
    "192.0.2.1, 192.0.2.1, true",
    "192.0.2.1/32, 192.0.2.2, false",
    "fd00::/8, fdff::1, true",
    "fd00::/8, fe00::1, false",
    "::/0, ::1, true",
    "2001:db8::/65, 2001:db8::7fff:0:0:1, true",
    "2001:db8::/65, 2001:db8::8000:0:0:1, false",
    "::1/128, ::1, true",
    // Rules about IPv4 hold however the address is written.
    "127.0.0.0/8, ::ffff:127.0.0.1, true",
  })
  void containsAddresses(String block, String address, boolean expected) {
    Cidr one = Cidr.of(InetAddress.ofLiteral(address));
    assertEquals(expected, Cidr.parse(block).contains(one));
  }

  @ParameterizedTest
  @CsvSource({"10.0.0.0/8, 10.0.0.0/8", "10.1.2.3/32, 10.1.2.3", "FD00:0::/8, fd00::/8"})
  void isPrintedInItsCanonicalForm(String text, String printed) {
    assertEquals(printed, Cidr.parse(text).toString());
  }

  @ParameterizedTest
  @CsvSource({
    "10.0.0.1/8",
    "10.0.0.0/33",
    "10.0.0.0/-1",
    "10.0.0.0/",
    "10/8",
    "example.com",
    "::/129"
  })
  void otherTextIsNoBlock(String text) {
    assertThrows(IllegalArgumentException.class, () -> Cidr.parse(text));
  }
}
