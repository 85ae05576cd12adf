package io.heddle.address;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.support.Hex;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("codec")
class PrivateAddressesTest {

  /// The first and the last address of each block, and their neighbours.
  @ParameterizedTest
  @CsvSource({
    "0.0.0.0,          true",
    "0.255.255.255,    true",
    "1.0.0.0,          false",
    "9.255.255.255,    false",
    "10.0.0.0,         true",
    "10.255.255.255,   true",
    "11.0.0.0,         false",
    "100.63.255.255,   false",
    "100.64.0.0,       true",
    "100.127.255.255,  true",
    "100.128.0.0,      false",
    "126.255.255.255,  false",
    "127.0.0.1,        true",
    "127.255.255.255,  true",
    "128.0.0.0,        false",
    "169.253.255.255,  false",
    "169.254.0.0,      true",
    "169.254.169.254,  true",
    "169.254.255.255,  true",
    "169.255.0.0,      false",
    "172.15.255.255,   false",
    "172.16.0.0,       true",
    "172.31.255.255,   true",
    "172.32.0.0,       false",
    "192.0.2.1,        false",
    "192.167.255.255,  false",
    "192.168.0.0,      true",
    "192.168.255.255,  true",
    "192.169.0.0,      false",
    "223.255.255.255,  false",
    "224.0.0.0,        true",
    "239.255.255.255,  true",
    "240.0.0.0,        false",
    "255.255.255.254,  false",
    "255.255.255.255,  true",
    "::,               true",
    "::1,              true",
    "1::,              false",
    "2001:db8::1,      false",
    "2600::1,          false",
    "fbff::1,          false",
    "fc00::,           true",
    "fdff:ffff::1,     true",
    "fe00::1,          false",
    "fe7f::1,          false",
    "fe80::1,          true",
    "fe80::1%1,        true",
    "febf::1,          true",
    "fec0::1,          true",
    "feff::1,          true",
    "ff02::1,          true",
  })
  void anAddressIsPrivateIfItLeadsToNoSingleHostOfTheInternet(String address, boolean expected) {
    assertEquals(expected, PrivateAddresses.contains(InetAddress.ofLiteral(address)));
  }

  @ParameterizedTest
  @CsvSource({
    "::127.0.0.1,          true",
    "::10.1.2.3,           true",
    "::8.8.8.8,            false",
    "::ffff:10.0.0.1,      true",
    "::ffff:8.8.8.8,       false",
    "::ffff:0:127.0.0.1,   true",
    "::ffff:0:192.168.1.1, true",
    "::ffff:0:8.8.8.8,     false",
    "::fffe:0:127.0.0.1,   false",
    "::ffff:1:127.0.0.1,   false",
    "64:ff9b::127.0.0.1,   true",
    "64:ff9b::172.31.0.1,  true",
    "64:ff9b::172.32.0.1,  false",
    "64:ff9b::8.8.8.8,     false",
    "64:ff9b:1::8.8.8.8,   true",
    "64:ff9b:2::127.0.0.1, false",
    "2002:7f00:1::1,       true",
    "2002:7f00:1:ffff:ffff:ffff:ffff:ffff, true",
    "2002:ac1f::1,         true",
    "2002:ac20::1,         false",
    "2002:c0a8:101::,      true",
    "2002:808:808::1,      false",
    "2003:7f00:1::1,       false",
  })
  void anAddressThatContainsAPrivateOneIsPrivate(String address, boolean expected) {
    assertEquals(expected, PrivateAddresses.contains(InetAddress.ofLiteral(address)));
  }

  /// A DNS server may send one, and the JDK leaves it as it is.
  @Test
  void anIpv4AddressInIpv6FormIsTheIpv4Address() throws UnknownHostException {
    byte[] mapped = Hex.bytes("00000000 00000000 0000ffff 7f000001");
    assertTrue(PrivateAddresses.contains(Inet6Address.getByAddress(null, mapped, -1)));
  }

  @ParameterizedTest
  @CsvSource({"10.0.0.0/8, true", "10.20.0.0/16, true", "8.0.0.0/6, false", "0.0.0.0/0, false"})
  void aBlockIsPrivateIfAllOfItIs(String block, boolean expected) {
    assertEquals(expected, PrivateAddresses.contains(Cidr.parse(block)));
    assertFalse(PrivateAddresses.contains(Cidr.parse("8.8.8.8")));
  }
}
