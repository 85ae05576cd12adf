package io.heddle.net.change;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What counts as the state of the network, and what does not.
@Tag("component")
class NetworkProbeTest {
  private static final String HEADER =
      "Iface\tDestination\tGateway\tFlags\tRefCnt\tUse\tMetric\tMask\tMTU\tWindow\tIRTT\n";

  @Test
  void thisMachineStaysTheSame() throws IOException {
    NetworkProbe probe = new NetworkProbe();
    NetworkState first = probe.look();
    assertEquals(first, probe.look());
    assertEquals(List.of(), probe.look().differencesFrom(first));
  }

  /// An address each minute, as privacy extensions make them at their quickest, with those before still in
  /// use, and containers that come and go on bridges.
  @Test
  void anHourOfPrivacyAddressesIsOneNetwork() throws IOException {
    Random random = new Random(8981);
    Set<NetworkState> states = new HashSet<>();
    Set<InetAddress> sources = new HashSet<>();
    for (int minute = 0; minute < 60; minute++) {
      InetAddress source = inPrefix(random);
      sources.add(source);
      states.add(
          new NetworkState(
              Optional.of("192.168.1.5"),
              Optional.of("192.168.1.1"),
              Optional.of(NetworkProbe.asText(source)),
              NetworkProbe.asTexts(List.of(inPrefix(random), inPrefix(random))),
              List.of("nameserver 192.168.1.1")));
    }
    assertEquals(60, sources.size());
    assertEquals(1, states.size(), states::toString);
  }

  private static InetAddress inPrefix(Random random) throws IOException {
    byte[] address = new byte[16];
    random.nextBytes(address);
    System.arraycopy(new byte[] {0x20, 1, 0xd, (byte) 0xb8, 0, 1, 0, 2}, 0, address, 0, 8);
    return InetAddress.getByAddress(address);
  }

  @ParameterizedTest
  @CsvSource({
    "192.168.1.5, 192.168.1.5",
    "2001:db8:1:2:3:4:5:6, 2001:db8:1:2::/64",
    "fd00::7, fd00::/64",
  })
  void anAddressIsShownAsWhatCounts(String address, String text) {
    assertEquals(text, NetworkProbe.asText(InetAddress.ofLiteral(address)));
  }

  @Test
  void commentsOfTheResolverAreNoNetwork() {
    assertEquals(
        List.of("nameserver 192.0.2.53", "search corp.example"),
        lines("# made at 12:00\n\nnameserver 192.0.2.53\n; old\n search corp.example \n"));
  }

  @Test
  void anotherSearchDomainIsAnotherNetwork() {
    NetworkState before = withResolver("nameserver 127.0.0.53\nsearch home.example\n");
    NetworkState after = withResolver("nameserver 127.0.0.53\nsearch corp.example\n");
    assertNotEquals(before, after);
    assertEquals(List.of("other settings of the resolver"), after.differencesFrom(before));
  }

  private static List<String> lines(String text) {
    List<String> lines = new ArrayList<>();
    NetworkProbe.addResolverLines(lines, text);
    return lines;
  }

  private static NetworkState withResolver(String text) {
    return new NetworkState(
        Optional.empty(), Optional.empty(), Optional.empty(), List.of(), lines(text));
  }

  @Test
  void theRouterIsThatOfTheBestDefaultRoute() {
    String table =
        HEADER
            + "wlan0\t00000000\tFE01A8C0\t0003\t0\t0\t600\t00000000\t0\t0\t0\n"
            + "eth0\t00000000\t0101A8C0\t0003\t0\t0\t100\t00000000\t0\t0\t0\n"
            + "eth0\t0001A8C0\t00000000\t0001\t0\t0\t100\t00FFFFFF\t0\t0\t0\n"
            + "docker0\t000011AC\t00000000\t0001\t0\t0\t0\t0000FFFF\t0\t0\t0\n";
    assertEquals(Optional.of("192.168.1.1"), DefaultRoute.router(table));
  }

  @Test
  void aRouteThroughATunnelHasNoRouter() {
    String table = HEADER + "tun0\t00000000\t00000000\t0001\t0\t0\t0\t00000000\t0\t0\t0\n";
    assertEquals(Optional.empty(), DefaultRoute.router(table));
    assertEquals(Optional.empty(), DefaultRoute.router(HEADER));
    assertEquals(Optional.empty(), DefaultRoute.router(""));
  }
}
