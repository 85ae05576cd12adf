package io.heddle.interop;

import io.heddle.support.HeddleImage;
import io.heddle.support.Origin;
import io.heddle.support.Peer;
import io.heddle.support.ProcessFootprint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A thousand connections that make no sense, or sense only at first.
@Tag("real-client")
class GarbageTest {
  private static final int CONNECTIONS = 1000;

  /// Valid beginnings. None gets as far as an address, or random ones would be dialled.
  private static final List<byte[]> BEGINNINGS =
      List.of(
          bytes("04"),
          bytes("04 02 00 50"),
          bytes("05"),
          bytes("05 03 00 01 02"),
          bytes("05 01 00 05 02 00"),
          bytes("05 01 00 05 01 00 09"),
          text("CONNECT "),
          text("CONNECT localhost:1 HTTP/1.1\r\nHost: localhost:1\r\n"),
          text("GET http://localhost/ HTTP/1.1\r\n"),
          bytes("16 03 01 02 00 01"),
          new byte[0]);

  @AutoClose private final Origin origin = Origin.start();

  private static byte[] bytes(String hex) {
    return HexFormat.ofDelimiter(" ").parseHex(hex);
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  @Test
  void leavesNothingBehind(@TempDir Path folder) {
    String config =
        """
        inbounds: [{listen: "127.0.0.1:0"}]
        timeouts: {handshake: 2s}
        """;
    try (HeddleImage heddle = HeddleImage.start(folder, config)) {
      serves(heddle);
      ProcessFootprint base = ProcessFootprint.of(heddle);
      long seed = Long.getLong("heddle.seed", new Random().nextLong());
      try {
        Random random = new Random(seed);
        for (int i = 0; i < CONNECTIONS; i++) {
          speak(heddle, random);
        }
        serves(heddle);
        base.isBaseOf(heddle);
        heddle.stop().succeeds();
      } catch (RuntimeException | AssertionError e) {
        throw new AssertionError("with -Dheddle.seed=" + seed + "\n" + heddle.process().err(), e);
      }
    }
  }

  private void serves(HeddleImage heddle) {
    try (Peer client = heddle.tunnel(origin);
        Peer server = origin.accept()) {
      client.sendsText("ping").ends();
      server.receivesText("ping").receivesEnd().ends();
      client.receivesEnd();
    }
  }

  private static void speak(HeddleImage heddle, Random random) {
    try (Peer client = heddle.client()) {
      client.sendsBytes(BEGINNINGS.get(random.nextInt(BEGINNINGS.size())));
      byte[] garbage = new byte[random.nextInt(2000)];
      random.nextBytes(garbage);
      client.sendsBytes(garbage);
      switch (random.nextInt(3)) {
        case 0 -> client.resets();
        case 1 -> client.ends().socket().getInputStream().readAllBytes();
        default -> client.ends();
      }
    } catch (UncheckedIOException | IOException e) {
      // It may well have closed or reset by now. That it hangs is what a time limit shows.
      if (e.toString().contains("timed out")) {
        throw new AssertionError("it neither answers nor closes", e);
      }
    }
  }
}
