package io.heddle.interop;

import static java.util.concurrent.TimeUnit.MINUTES;

import io.heddle.support.ClientFolder;
import io.heddle.support.Credentials;
import io.heddle.support.HeddleImage;
import io.heddle.support.Program;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// HTTP/3 by quic-go over SOCKS 5 UDP: megabytes there and back.
@Tag("real-client")
class QuicTest {
  private static final int BYTES = 4_000_000;
  private static final Credentials ALICE = new Credentials("alice", "s3cret");

  private static ClientFolder client;

  @TempDir private Path folder;

  @BeforeAll
  @Timeout(value = 5, unit = MINUTES)
  static void build() {
    Program build = Program.installed("go").environment("GOTOOLCHAIN", "local");
    client = ClientFolder.named("quic").prepare(build.with("build", "-o", "client", "."));
  }

  private static void carries(HeddleImage proxy, String user, String password) {
    Program.at(client.file("client"))
        .with("127.0.0.1", proxy.port(), user, password, BYTES)
        .run()
        .succeeds()
        .prints("HTTP/3.0 200 " + BYTES + " true\n");
  }

  @Test
  void straight() {
    try (var proxy = HeddleImage.start()) {
      carries(proxy, "", "");
    }
  }

  @Test
  void withUser() {
    try (var proxy = HeddleImage.startFor(ALICE, folder)) {
      carries(proxy, ALICE.name(), ALICE.password());
    }
  }

  @Test
  void throughAnother() {
    try (var far = HeddleImage.startFor(ALICE, folder);
        var near = HeddleImage.start(folder, leadingTo(far))) {
      carries(near, "", "");
    }
  }

  private static String leadingTo(HeddleImage far) {
    return """
    inbounds: [{listen: "127.0.0.1:0"}]
    outbounds: {up: {url: "%s"}}
    default: up
    """
        .formatted(far.url("socks5", ALICE));
  }
}
