package io.heddle.dial;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.heddle.address.Host;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("codec")
class StaticHostsTest {
  private static final StaticHosts HOSTS =
      new StaticHosts(
          Map.of(
              "api.test", addresses("192.0.2.1"),
              "*.test", addresses("192.0.2.2"),
              "*.dev.test", addresses("192.0.2.3"),
              "a.dev.test", addresses("192.0.2.4")));

  private static List<InetAddress> addresses(String address) {
    return List.of(InetAddress.ofLiteral(address));
  }

  @ParameterizedTest
  @CsvSource({
    "api.test, 192.0.2.1",
    "b.api.test, 192.0.2.2",
    "other.test, 192.0.2.2",
    "dev.test, 192.0.2.2",
    "b.dev.test, 192.0.2.3",
    "c.b.dev.test, 192.0.2.3",
    "a.dev.test, 192.0.2.4",
    "x.a.dev.test, 192.0.2.3",
    "API.Test., 192.0.2.1",
    "test, ''",
    "mytest, ''",
    "api.test.example, ''",
  })
  void theNameItselfWinsThenTheLongestWildcard(String name, String address) {
    assertEquals(
        address,
        HOSTS
            .find((Host.Name) Host.parse(name))
            .map(found -> found.getFirst().getHostAddress())
            .orElse(""));
  }
}
