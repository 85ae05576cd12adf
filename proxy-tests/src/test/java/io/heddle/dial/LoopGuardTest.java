package io.heddle.dial;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.heddle.address.Endpoint;
import io.heddle.address.UnixPath;
import io.heddle.dial.Dialer.OwnAddresses;
import io.heddle.support.Hex;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Targets that would come back to the proxy. 192.0.2.1 is no address of any machine.
@Tag("component")
class LoopGuardTest {

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          # listener,       target,            is it us
          127.0.0.1:1080,   127.0.0.1,         true
          127.0.0.1:1080,   ::ffff:127.0.0.1,  true
          127.0.0.1:1080,   0.0.0.0,           true
          127.0.0.1:1080,   ::,                true
          127.0.0.1:1080,   127.0.0.2,         false
          127.0.0.1:1080,   ::1,               false
          127.0.0.1:1080,   192.0.2.1,         false
          [::1]:1080,       ::1,               true
          [::1]:1080,       ::,                true
          0.0.0.0:1080,     127.0.0.1,         true
          0.0.0.0:1080,     127.9.9.9,         true
          0.0.0.0:1080,     0.0.0.0,           true
          0.0.0.0:1080,     192.0.2.1,         false
          [::]:1080,        127.0.0.1,         true
          [::]:1080,        ::1,               true
          [::]:1080,        192.0.2.1,         false
          192.0.2.1:1080,   192.0.2.1,         true
          192.0.2.1:1080,   127.0.0.1,         false
          192.0.2.1:1080,   0.0.0.0,           false
          """)
  void areThoseThatReachAListener(String listener, String target, boolean isOwn) {
    OwnAddresses own = new OwnAddresses();
    own.add(Endpoint.parse(listener));
    InetAddress ip = InetAddress.ofLiteral(target);
    assertEquals(isOwn, own.isOwn(new InetSocketAddress(ip, 1080)));
    assertEquals(false, own.isOwn(new InetSocketAddress(ip, 1081)), "another port");
  }

  @Test
  void anIpv4MappedAddressIsTheIpv4Address() throws UnknownHostException {
    byte[] mapped = Hex.bytes("00000000 00000000 0000ffff 7f000009");
    InetAddress unconverted = Inet6Address.getByAddress(null, mapped, -1);
    for (String listener : List.of("0.0.0.0:1080", "[::]:1080", "127.0.0.9:1080")) {
      OwnAddresses own = new OwnAddresses();
      own.add(Endpoint.parse(listener));
      assertEquals(true, own.isOwn(new InetSocketAddress(unconverted, 1080)), listener);
    }
  }

  @Test
  void aListenerOnAPathHasNone() {
    OwnAddresses own = new OwnAddresses();
    own.add(new UnixPath("/run/heddle.sock"));
    assertEquals(false, own.isOwn(new InetSocketAddress(InetAddress.getLoopbackAddress(), 1080)));
  }
}
