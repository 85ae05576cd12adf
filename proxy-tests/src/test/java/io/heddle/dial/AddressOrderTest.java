package io.heddle.dial;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.heddle.address.AddressFamilyPreference;
import java.net.InetAddress;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Order in which the addresses of a name are tried, as a table.
@Tag("component")
class AddressOrderTest {

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          # resolved,               preference, tried
          '',                       AUTO,       ''
          '1.1.1.1',                AUTO,       '1.1.1.1'
          '2::1 2::2 1.1.1.1',      AUTO,       '2::1 1.1.1.1 2::2'
          '1.1.1.1 1.1.1.2 2::1',   AUTO,       '1.1.1.1 2::1 1.1.1.2'
          '2::1 1.1.1.1 1.1.1.2',   AUTO,       '2::1 1.1.1.1 1.1.1.2'
          '2::1 2::2 1.1.1.1',      IPV4,       '1.1.1.1 2::1 2::2'
          '2::1 2::2',              IPV4,       '2::1 2::2'
          '1.1.1.1 1.1.1.2 2::1',   IPV6,       '2::1 1.1.1.1 1.1.1.2'
          '2::1 1.1.1.2 1.1.1.1',   IPV4_ONLY,  '1.1.1.2 1.1.1.1'
          '1.1.1.1 2::2 2::1',      IPV6_ONLY,  '2::2 2::1'
          '2::1',                   IPV4_ONLY,  ''
          """)
  void isThatOfTheTable(String resolved, AddressFamilyPreference preference, String tried) {
    assertEquals(text(addresses(tried)), text(AddressOrder.of(addresses(resolved), preference)));
  }

  private static List<InetAddress> addresses(String text) {
    return Stream.of(text.split(" "))
        .filter(one -> !one.isEmpty())
        .map(InetAddress::ofLiteral)
        .toList();
  }

  private static String text(List<InetAddress> addresses) {
    return addresses.stream().map(InetAddress::getHostAddress).collect(Collectors.joining(" "));
  }
}
