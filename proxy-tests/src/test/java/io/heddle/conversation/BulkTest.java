package io.heddle.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.heddle.relay.CopyStrategy.Splicing;
import io.heddle.support.Origin;
import io.heddle.support.Peer;
import io.heddle.support.ProxyUnderTest;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Much data, both ways at once, however it is moved.
@Tag("conversation")
class BulkTest {
  private static final int CHUNKS = 600;
  private static final long SEED = 20;

  @ParameterizedTest
  @EnumSource(Splicing.class)
  void everyByteArrivesInOrder(Splicing splicing) throws Exception {
    try (var origin = Origin.start();
        var proxy = ProxyUnderTest.with().splicing(splicing).start();
        var client = proxy.client();
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      client.sends("05 01 00").receives("05 00");
      client.sends("05 01 00 01 7f 00 00 01 " + origin.portHex()).receivesBytes(10);
      try (var server = origin.accept()) {
        Future<Long> sentUp = threads.submit(sending(client, SEED));
        Future<Long> sentDown = threads.submit(sending(server, SEED + 1));
        Future<Long> receivedDown = threads.submit(receiving(client));
        Future<Long> receivedUp = threads.submit(receiving(server));
        assertEquals(sentUp.get(), receivedUp.get(), "upload");
        assertEquals(sentDown.get(), receivedDown.get(), "download");
      }
    }
  }

  /// Sends pieces of all sizes up to 128 KiB, then the end; gives their checksum.
  private static Callable<Long> sending(Peer peer, long seed) {
    return () -> {
      Random random = new Random(seed);
      CRC32C sum = new CRC32C();
      OutputStream out = peer.socket().getOutputStream();
      for (int i = 0; i < CHUNKS; i++) {
        byte[] chunk = new byte[1 + random.nextInt(1 << random.nextInt(1, 18))];
        random.nextBytes(chunk);
        sum.update(chunk);
        out.write(chunk);
      }
      peer.ends();
      return sum.getValue();
    };
  }

  private static Callable<Long> receiving(Peer peer) {
    return () -> {
      CRC32C sum = new CRC32C();
      byte[] buffer = new byte[8192];
      InputStream in = peer.socket().getInputStream();
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        sum.update(buffer, 0, count);
      }
      return sum.getValue();
    };
  }

  @ParameterizedTest
  @EnumSource(Splicing.class)
  void bytesSentWithTheRequestArriveFirst(Splicing splicing) throws IOException {
    try (var origin = Origin.start();
        var proxy = ProxyUnderTest.with().splicing(splicing).start();
        var client = proxy.client()) {
      client
          .sendsText("CONNECT " + origin.address() + " HTTP/1.1\r\n\r\n" + "x".repeat(100_000))
          .ends();
      try (var server = origin.accept()) {
        assertEquals(100_000, server.receivesRest().length());
      }
    }
  }
}
