package io.heddle.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.heddle.address.Endpoint;
import io.heddle.net.udp.UdpSockets.Batching;
import io.heddle.support.Associated;
import io.heddle.support.Await;
import io.heddle.support.DatagramPeer;
import io.heddle.support.ProxyUnderTest;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Datagrams that come close together, which may then leave together: each arrives as it was, in
/// its order.
@Tag("conversation")
@ParameterizedClass
@EnumSource(Batching.class)
class DatagramBurstTest {
  @Parameter Batching means;

  private final DatagramPeer server = DatagramPeer.open();

  @AfterEach
  void close() {
    server.close();
  }

  /// Sizes of datagrams sent without a pause.
  static Stream<List<Integer>> bursts() {
    return Stream.of(
        IntStream.range(0, 100).mapToObj(_ -> 500).toList(),
        List.of(500, 500, 300, 500, 500, 501, 500, 500),
        List.of(0, 0, 100, 0, 100, 100, 0),
        List.of(1, 1, 1, 2, 1, 1),
        List.of(20_000, 20_000, 20_000, 20_000, 20_000),
        List.of(40_000, 40_000, 10, 10, 10),
        List.of(65_497, 100, 100));
  }

  @ParameterizedTest
  @MethodSource("bursts")
  void fromTheClient(List<Integer> sizes) {
    try (var proxy = proxy().start();
        var client = Associated.with(proxy)) {
      List<String> payloads = payloads(sizes);
      payloads.forEach(payload -> client.sends(payload, server.address()));
      payloads.forEach(server::receivesText);
      Await.until("all are counted", () -> proxy.datagrams().uploads() == sizes.size());
      assertEquals(sum(sizes), uploaded(proxy));
    }
  }

  @ParameterizedTest
  @MethodSource("bursts")
  void fromTheServer(List<Integer> sizes) {
    try (var proxy = proxy().start();
        var client = Associated.with(proxy)) {
      client.sends("hello", server.address());
      Endpoint relay = server.receivesText("hello").from();
      List<String> payloads = payloads(sizes);
      payloads.forEach(payload -> server.sendsText(payload, relay));
      payloads.forEach(payload -> client.receives(payload, server.address()));
      Await.until("all are counted", () -> proxy.datagrams().downloads() == sizes.size());
    }
  }

  @ParameterizedTest
  @MethodSource("bursts")
  void toSeveralTargetsInTurn(List<Integer> sizes) {
    try (var proxy = proxy().listen("[::1]:0").start();
        var client = Associated.with(proxy);
        var other = DatagramPeer.open("::1")) {
      List<String> payloads = payloads(sizes);
      for (String payload : payloads) {
        client.sends(payload, server.address()).sends(payload, other.address());
        client.sends(payload, other.address());
        server.receivesText(payload);
        other.receivesText(payload);
        other.receivesText(payload);
      }
    }
  }

  /// On all carriers of the program, with payloads that show whose they are.
  @Test
  void ofManyAssociationsAtOnce() throws Exception {
    int associations = 4 * Runtime.getRuntime().availableProcessors();
    try (var proxy = proxy().start();
        var threads = Executors.newThreadPerTaskExecutor(Thread.ofPlatform().factory())) {
      List<Future<?>> echoes = new ArrayList<>();
      for (int i = 0; i < associations; i++) {
        String payload = String.valueOf((char) ('a' + i)).repeat(100 + i);
        echoes.add(threads.submit(() -> echoBursts(proxy, payload)));
      }
      for (Future<?> echo : echoes) {
        echo.get();
      }
      Await.until("all have ended", () -> proxy.server().connections().count() == 0);
    }
  }

  private static void echoBursts(ProxyUnderTest proxy, String payload) {
    try (var client = Associated.with(proxy);
        var target = DatagramPeer.open()) {
      for (int i = 0; i < 100; i++) {
        for (int j = 0; j < 8; j++) {
          client.sends(payload, target.address());
        }
        for (int j = 0; j < 8; j++) {
          target.sendsText(payload, target.receivesText(payload).from());
        }
        for (int j = 0; j < 8; j++) {
          client.receives(payload, target.address());
        }
      }
    }
  }

  private static List<String> payloads(List<Integer> sizes) {
    return IntStream.range(0, sizes.size())
        .mapToObj(i -> String.valueOf((char) ('a' + i % 26)).repeat(sizes.get(i)))
        .toList();
  }

  private static long uploaded(ProxyUnderTest proxy) {
    return proxy.server().connections().all().iterator().next().request().traffic().upload().get();
  }

  private static long sum(List<Integer> sizes) {
    return sizes.stream().mapToLong(Integer::longValue).sum();
  }

  private ProxyUnderTest.Settings proxy() {
    return ProxyUnderTest.with().datagrams(means);
  }
}
