package io.heddle.interop;

import io.heddle.support.Await;
import io.heddle.support.HeddleImage;
import io.heddle.support.Nginx;
import io.heddle.support.Origin;
import io.heddle.support.Peer;
import io.heddle.support.ProcessFootprint;
import io.heddle.support.Program;
import io.heddle.support.ProgramOutput;
import io.heddle.support.TestFiles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Far more clients than descriptors.
@Tag("real-client")
class ScarcityTest {
  @AutoClose private static Nginx web;
  @TempDir private Path folder;
  @AutoClose private final Origin origin = Origin.start();

  @BeforeAll
  static void start(@TempDir Path folder) {
    web = Nginx.start(folder);
  }

  private HeddleImage startWithDescriptors(int count) {
    Path config =
        TestFiles.write(
            folder.resolve("heddle.yaml"),
            """
            inbounds: [{listen: "127.0.0.1:0"}]
            timeouts: {handshake: 500ms}
            """);
    return HeddleImage.starting(withDescriptors(count).with("run", "--config", config));
  }

  private static Program withDescriptors(int count) {
    return Program.installed("bash")
        .with("-c", "ulimit -n " + count + "; exec \"$0\" \"$@\"")
        .with(HeddleImage.launcher(HeddleImage.folder()));
  }

  /// Everything at once: a name, two dials, a relay.
  private static boolean serves(HeddleImage heddle, String scheme) {
    return Program.installed("curl")
            .with("--disable", "--silent", "--show-error", "--insecure", "--max-time", 5)
            .with("--proxy", heddle.url(scheme), web.https("localhost", "hello.txt"))
            .run()
            .exitCode()
        == 0;
  }

  private static void serves(HeddleImage heddle) {
    for (String scheme : List.of("socks5h", "socks4a", "http")) {
      Await.until("it serves " + scheme, () -> serves(heddle, scheme));
    }
  }

  @Test
  void servesAgainWithinSeconds() {
    try (HeddleImage heddle = startWithDescriptors(64)) {
      serves(heddle);
      ProcessFootprint base = ProcessFootprint.of(heddle);
      List<Peer> crowd = new ArrayList<>();
      try (Origin busy = Origin.start();
          Peer client = heddle.tunnel(origin);
          Peer server = origin.accept()) {
        for (int i = 0; i < 500; i++) {
          crowd.add(heddle.client());
        }
        for (int i = 0; i < 50; i++) {
          crowd.add(heddle.client().sends("05 01"));
          crowd.add(heddle.client().sends("04 01 00 50"));
          crowd.add(heddle.client().sendsText("CONNECT localhost"));
          crowd.add(heddle.client().sends("05 01 00 05 01 00 01 7f 00 00 01 " + busy.portHex()));
        }
        heddle.logs("cannot accept on");
        client.sendsText("ping");
        server.receivesText("ping").sendsText("pong");
        client.receivesText("pong");

        // Of the crowd, none has left.
        serves(heddle);
      } finally {
        crowd.forEach(Peer::close);
      }
      base.isBaseOf(heddle);
      heddle.stop().succeeds();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {16, 20})
  void whatCannotServeDoesNotSayThatItListens(int count) {
    ProgramOutput output = withDescriptors(count).with("run", "--listen", "127.0.0.1:0").run();
    output.exits(1).prints("").complains("cannot serve: ");
  }
}
