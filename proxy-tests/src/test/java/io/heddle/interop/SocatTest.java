package io.heddle.interop;

import io.heddle.support.Credentials;
import io.heddle.support.HeddleImage;
import io.heddle.support.Origin;
import io.heddle.support.Peer;
import io.heddle.support.Program;
import io.heddle.support.RunningProgram;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// socat ends its output as soon as its input ends, and waits for the answer: a half-close.
@Tag("real-client")
class SocatTest {
  private static final Credentials ALICE = new Credentials("alice", "s3cret");

  @AutoClose private static Origin origin;
  @AutoClose private static HeddleImage open;
  @AutoClose private static HeddleImage closed;

  @BeforeAll
  static void start(@TempDir Path folder) {
    Program.installed("socat");
    origin = Origin.start();
    open = HeddleImage.start();
    closed = HeddleImage.startFor(ALICE, folder);
  }

  /// Versions before 1.8 do not know SOCKS 5.
  static Stream<String> addresses() {
    int port = origin.address().port();
    String target = "127.0.0.1:localhost:" + port;
    Stream<String> all =
        Stream.of(
            "SOCKS4:%s,socksport=%d".formatted(target, open.port()),
            "SOCKS4A:%s,socksport=%d".formatted(target, open.port()),
            "PROXY:%s,proxyport=%d".formatted(target, open.port()),
            "PROXY:%s,proxyport=%d,proxyauth=%s".formatted(target, closed.port(), ALICE),
            "SOCKS5-CONNECT:127.0.0.1:%d:localhost:%d".formatted(open.port(), port));
    String known = Program.installed("socat").with("-hh").run().out().toUpperCase(Locale.ROOT);
    return all.filter(address -> known.contains(address.substring(0, address.indexOf(':') + 1)));
  }

  @ParameterizedTest
  @MethodSource("addresses")
  void endsFirstAndStillReceives(String address) {
    try (RunningProgram socat =
            Program.installed("socat")
                .with("-t", 20, "-", address)
                .input("request".getBytes(StandardCharsets.US_ASCII))
                .start();
        Peer server = origin.accept()) {
      server.receivesText("request").receivesEnd().sendsText("response").ends();
      socat.ends(Duration.ofSeconds(20)).succeeds().prints("response");
    }
  }
}
