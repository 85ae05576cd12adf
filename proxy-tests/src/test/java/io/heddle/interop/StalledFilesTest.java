package io.heddle.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.heddle.support.Fifo;
import io.heddle.support.HeddleImage;
import io.heddle.support.Origin;
import io.heddle.support.Peer;
import io.heddle.support.Program;
import io.heddle.support.RunningProgram;
import io.heddle.support.SelfSignedCertificate;
import io.heddle.support.TestFiles;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Files that do not answer, as on a network folder whose server is gone: FIFOs to which nobody
/// writes. Connections on all carriers go on, and SIGTERM ends the proxy.
@Tag("real-client")
class StalledFilesTest {
  /// More connections than carriers, so that each carrier has some.
  private static final int TUNNELS = 8;

  private static final String LISTEN =
      "inbounds: [{listen: \"127.0.0.1:0\"}]\nadmin: {listen: \"127.0.0.1:0\"}\n";

  @TempDir private Path folder;
  @AutoClose private final Origin origin = Origin.start();

  private Program heddle() {
    return HeddleImage.program()
        .environment("XDG_RUNTIME_DIR", folder)
        .environment("HEDDLE_JAVA_OPTS", "-ea:io.heddle...");
  }

  private HeddleImage start(Path config) {
    return HeddleImage.starting(heddle().with("run", "--config", config));
  }

  /// A tunnel with its server.
  private record Tunnel(Peer client, Peer server) implements AutoCloseable {
    void works() {
      client.sendsText("ping");
      server.receivesText("ping").sendsText("pong");
      client.receivesText("pong");
    }

    @Override
    public void close() {
      client.close();
      server.close();
    }
  }

  /// Tunnels on all carriers.
  private record Tunnels(List<Tunnel> all) implements AutoCloseable {
    void work() {
      all.forEach(Tunnel::works);
    }

    @Override
    public void close() {
      all.forEach(Tunnel::close);
    }
  }

  private Tunnels tunnels(HeddleImage proxy) {
    List<Tunnel> tunnels = new ArrayList<>();
    for (int i = 0; i < TUNNELS; i++) {
      tunnels.add(new Tunnel(proxy.tunnel(origin), origin.accept()));
    }
    return new Tunnels(tunnels);
  }

  /// Old connections and new ones.
  private void serves(HeddleImage proxy, Tunnels old) {
    try (old) {
      old.work();
      try (Tunnels more = tunnels(proxy)) {
        more.work();
      }
    }
    String page = proxy.statusPage();
    for (String path : List.of("healthz", "readyz", "status", "metrics", "")) {
      Program.installed("curl")
          .with("--disable", "--silent", "--fail", "--max-time", 10, "--noproxy", "*", page + path)
          .run()
          .succeeds();
    }
    heddle().with("status").run().succeeds();
  }

  private static void stops(HeddleImage proxy) {
    proxy.stop().succeeds();
    assertFalse(String.join("\n", proxy.log()).contains("Error"), () -> "" + proxy.log());
  }

  @Test
  void aConfigurationThatIsNotReadStopsNobody() throws IOException {
    Path file = TestFiles.write(folder.resolve("heddle.yaml"), LISTEN);
    try (HeddleImage proxy = start(file)) {
      Tunnels open = tunnels(proxy);
      // By the watch of the file.
      try (OutputStream _ = Fifo.replacing(file).awaitReader();
          RunningProgram reload = heddle().with("reload").start()) {
        proxy.process().signal("HUP");
        serves(proxy, open);
        assertEquals("", reload.out());
        stops(proxy);
      }
    }
  }

  @Test
  void aConfigurationThatIsNotReadIsGivenUpAndItsSuccessorIsRead() throws IOException {
    Path file = TestFiles.write(folder.resolve("heddle.yaml"), LISTEN);
    try (HeddleImage proxy = start(file)) {
      Fifo _ = Fifo.replacing(file);
      heddle()
          .with("reload")
          .within(Duration.ofMinutes(1))
          .run()
          .exits(1)
          .complains(" takes longer ");
      Files.delete(file);
      TestFiles.write(file, LISTEN);
      heddle().with("reload").run().succeeds();
      stops(proxy);
    }
  }

  @Test
  void aCertificateThatIsNotReadStopsNobody() throws IOException {
    var us = SelfSignedCertificate.of(folder, "ip:127.0.0.1");
    String tls =
        LISTEN.replace(
            "}]",
            "}, {listen: \"127.0.0.1:0\", tls: {certificate: \"%s\", key: \"%s\"}}]"
                .formatted(us.certificate(), us.key()));
    try (HeddleImage proxy = start(TestFiles.write(folder.resolve("heddle.yaml"), tls))) {
      Tunnels open = tunnels(proxy);
      Fifo stalled = Fifo.replacing(us.certificate());
      // By the control socket.
      try (RunningProgram _ = heddle().with("reload").start();
          OutputStream _ = stalled.awaitReader()) {
        serves(proxy, open);
        stops(proxy);
      }
    }
  }
}
