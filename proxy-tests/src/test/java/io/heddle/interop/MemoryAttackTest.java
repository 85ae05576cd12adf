package io.heddle.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.http2.frame.EndStream;
import io.heddle.http2.frame.Setting;
import io.heddle.support.Await;
import io.heddle.support.ClientCrowd;
import io.heddle.support.HeddleImage;
import io.heddle.support.Http2Peer;
import io.heddle.support.MemoryLimitedImage;
import io.heddle.support.PathOrigin;
import io.heddle.support.Peer;
import io.heddle.support.ProcessFootprint;
import io.heddle.support.SelfSignedCertificate;
import io.heddle.support.ServiceProbe;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.ObjIntConsumer;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Attacks on the memory of the image. Meanwhile a client with credentials is served or refused
/// honestly. Afterwards descriptors, heap and latency are at their base.
///
/// A client that has left while its request waits for the origin is forgotten after
/// `timeouts.half-closed` only, since it may have ended nothing but its half of the stream. Here that
/// time is short.
@Tag("real-client")
class MemoryAttackTest {
  private static final int PROBES = 10;
  private static final int STREAMS = 256;
  private static final long HEAP_TOLERANCE = 12 << 20;
  private static final Pattern HEAP =
      Pattern.compile("jvm_memory_used_bytes\\{area=\"heap\"\\} (\\S+)");

  // Almost 64 KiB of field lines each.
  private static final String SHORT_FIELDS = "a:\r\n".repeat(16 * 1024 - 50);
  private static final String LONG_FIELDS = ("a:" + "x".repeat(120) + "\r\n").repeat(490);

  @TempDir private Path folder;
  @AutoClose private final PathOrigin origin = PathOrigin.start();

  @ParameterizedTest
  @EnumSource(names = {"CONTAINER_200_MB", "HEAP_64_MB"})
  void longRequestsWhoseOriginThinks(MemoryLimitedImage memory) {
    String start = get("/think");
    attack(memory, 400, start + SHORT_FIELDS + "\r\n", start + LONG_FIELDS + "\r\n");
  }

  @ParameterizedTest
  @EnumSource
  void headsWithoutAnEndAndWithoutCredentials(MemoryLimitedImage memory) {
    String start = "GET / HTTP/1.1\r\n";
    attack(memory, 300, start + SHORT_FIELDS, start + LONG_FIELDS);
  }

  @ParameterizedTest
  @EnumSource(names = {"CONTAINER_200_MB", "HEAP_64_MB"})
  void slowReaders(MemoryLimitedImage memory) {
    String tunnel =
        "CONNECT %s HTTP/1.1\r\n%s\r\n\r\nGET /flood HTTP/1.1\r\n\r\n"
            .formatted(origin.address(), ServiceProbe.authorization());
    attack(memory, 1000, tunnel, get("/flood") + "\r\n");
  }

  @ParameterizedTest
  @EnumSource(names = {"CONTAINER_200_MB", "HEAP_64_MB"})
  void moreClientsThanTheHeapHasRoomFor(MemoryLimitedImage memory) {
    attack(memory, 7000, "", get("/think") + "\r\n");
  }

  @ParameterizedTest
  @EnumSource(names = {"CONTAINER_200_MB", "HEAP_64_MB"})
  void streamsWithClosedWindows(MemoryLimitedImage memory) {
    String head = head("GET", "/flood");
    attackByHttp2(
        memory,
        17,
        client -> {
          for (int stream = 1; stream < 2 * STREAMS; stream += 2) {
            client.sendsHeaders(stream, head, EndStream.YES);
          }
        });
  }

  @ParameterizedTest
  @EnumSource(names = {"CONTAINER_200_MB", "HEAP_64_MB"})
  void uploadsThatTheOriginDoesNotRead(MemoryLimitedImage memory) {
    String head = head("POST", "/think");
    String payload = "x".repeat(16 * 1024);
    attackByHttp2(
        memory,
        4,
        client -> {
          for (int stream = 1; stream < 2 * STREAMS; stream += 2) {
            client.sendsHeaders(stream, head, EndStream.NO);
            for (int frame = 0; frame < 16; frame++) {
              client.sendsData(stream, payload, EndStream.NO);
            }
          }
        });
  }

  /// Memory is what shall be short here, and not the processor: some clients at a time make the proxy
  /// compute.
  @ParameterizedTest
  @EnumSource(names = "HEAP_64_MB")
  void handshakesOfTlsWithoutAnEnd(MemoryLimitedImage memory) {
    Semaphore turns = new Semaphore(16);
    attackInTls(
        memory,
        1300,
        (client, trust) -> {
          turns.acquireUninterruptibly();
          try {
            client.beginsHandshake(trust);
          } finally {
            turns.release();
          }
        });
  }

  private String get(String path) {
    return "GET http://%s%s HTTP/1.1\r\nHost: x\r\n%s\r\n"
        .formatted(origin.address(), path, ServiceProbe.authorization());
  }

  private String head(String method, String path) {
    return ":method %s, :scheme http, :authority %s, :path %s, %s"
        .formatted(
            method,
            origin.address(),
            path,
            ServiceProbe.authorization().replace("Proxy-Authorization:", "proxy-authorization"));
  }

  /// @param messages of the clients, which take turns
  private void attack(MemoryLimitedImage memory, int clients, String... messages) {
    attack(
        memory,
        "",
        clients,
        (client, number) -> client.hasLittleRoom().sendsText(messages[number % messages.length]),
        UnaryOperator.identity());
  }

  private void attackByHttp2(
      MemoryLimitedImage memory, int clients, Consumer<Http2Peer> behaviour) {
    Setting closed = new Setting(Setting.INITIAL_WINDOW_SIZE, 0);
    attackInTls(
        memory,
        clients,
        (client, trust) ->
            behaviour.accept(Http2Peer.client(client.shakesHands(trust, "TLSv1.3", "h2"), closed)));
  }

  /// @param behaviour of a client, with the context of its TLS
  private void attackInTls(
      MemoryLimitedImage memory, int clients, BiConsumer<Peer, SSLContext> behaviour) {
    SelfSignedCertificate us = SelfSignedCertificate.of(folder, "dns:localhost");
    SSLContext trust = us.trusting();
    attack(
        memory,
        ", tls: {certificate: \"%s\", key: \"%s\"}".formatted(us.certificate(), us.key()),
        clients,
        (client, _) -> behaviour.accept(client, trust),
        client -> client.shakesHands(trust, "TLSv1.3", "http/1.1"));
  }

  /// @param settings of the listener
  /// @param transport of a client that does not attack
  private void attack(
      MemoryLimitedImage memory,
      String settings,
      int clients,
      ObjIntConsumer<Peer> behaviour,
      UnaryOperator<Peer> transport) {
    String config =
        """
        inbounds: [{listen: "127.0.0.1:0", users: {alice: s3cret}%s}]
        timeouts: {half-closed: 5s}
        log: {access: false}
        admin: {listen: "127.0.0.1:0"}
        """
            .formatted(settings);
    try (HeddleImage proxy = memory.start(folder, config)) {
      new ServiceProbe(proxy, origin, transport).asks();
      ProcessFootprint base = ProcessFootprint.of(proxy);
      long heap = heap(proxy);
      ServiceProbe during = new ServiceProbe(proxy, origin, transport);
      try (ClientCrowd crowd = ClientCrowd.of(clients, proxy, behaviour)) {
        for (int left = PROBES; left > 0; left -= crowd.isDone() ? 1 : 0) {
          during.asks();
        }
      }
      during.isAnsweredInTime();
      base.isBaseOf(proxy);
      Await.until("the heap is small again", () -> heap(proxy) < heap + HEAP_TOLERANCE);
      isServedAsBefore(new ServiceProbe(proxy, origin, transport));
      memory.checkPeak(proxy);
      proxy.stop().succeeds();
    }
  }

  private static void isServedAsBefore(ServiceProbe after) {
    for (int i = 0; i < PROBES; i++) {
      after.asks();
    }
    after.isAnsweredInTime();
    assertEquals(Map.of("HTTP 200", PROBES, "SOCKS 00", PROBES), after.answers());
  }

  /// Bytes of the heap in use, garbage included.
  private static long heap(HeddleImage proxy) {
    try (var metrics = url(proxy).openStream()) {
      Matcher value = HEAP.matcher(new String(metrics.readAllBytes(), StandardCharsets.US_ASCII));
      assertTrue(value.find());
      return (long) Double.parseDouble(value.group(1));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static URL url(HeddleImage proxy) throws IOException {
    return URI.create(proxy.statusPage() + "metrics").toURL();
  }
}
