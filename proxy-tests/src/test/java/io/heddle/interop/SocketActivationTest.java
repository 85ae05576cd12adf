package io.heddle.interop;

import io.heddle.support.FreePorts;
import io.heddle.support.HeddleImage;
import io.heddle.support.Program;
import io.heddle.support.ProgramOutput;
import io.heddle.support.RequiresLinux;
import io.heddle.support.RunningProgram;
import io.heddle.support.TestFiles;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Sockets passed by a service manager, which `systemd-socket-activate` plays.
@Tag("real-client")
@RequiresLinux
class SocketActivationTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir Path folder;

  private Program heddle(String config, List<String> sockets) {
    Path file = TestFiles.write(folder.resolve("heddle.yaml"), config);
    Program activate = Program.installed("systemd-socket-activate");
    sockets.forEach(socket -> activate.with("--listen", socket));
    return activate.with(HeddleImage.launcher(HeddleImage.folder()), "run", "--config", file);
  }

  /// The status that a request to a closed port gets: that of a proxy which is there.
  private static void answers(String proxy) {
    Program.installed("curl")
        .with("-sS", "-o", "/dev/null", "-w", "%{http_code}", "-x", proxy, "http://127.0.0.1:9/")
        .run()
        .succeeds()
        .prints("502");
  }

  @Test
  void theFirstConnectionStartsItAndAllListenersAreTaken() {
    int first = FreePorts.free();
    int second = FreePorts.free();
    int third = FreePorts.free();
    String config =
        """
        inbounds:
          - {listen: 127.0.0.1:%d, protocol: http}
          - {listen: "[::1]:%d"}
          - {listen: localhost:%d}
        """
            .formatted(first, second, third);
    List<String> sockets = List.of("127.0.0.1:" + third, "127.0.0.1:" + first, "[::1]:" + second);
    try (RunningProgram heddle = heddle(config, sockets).start()) {
      heddle.complains(Pattern.compile("Listening on .* as 5"));
      answers("http://127.0.0.1:" + first);
      heddle.prints(Pattern.compile("listening on 127.0.0.1:" + first + " \\(http\\)"));
      answers("http://[::1]:" + second);
      answers("http://127.0.0.1:" + third);
      heddle.terminate();
      heddle.ends(PATIENCE).succeeds();
    }
  }

  @Test
  void otherListenersAreOpenedAsEver() {
    int passed = FreePorts.free();
    String config = "inbounds: [{listen: 127.0.0.1:%d}, {listen: 127.0.0.1:0}]\n".formatted(passed);
    try (RunningProgram heddle = heddle(config, List.of("127.0.0.1:" + passed)).start()) {
      heddle.complains(Pattern.compile("Listening on"));
      answers("http://127.0.0.1:" + passed);
      String own =
          heddle
              .prints(Pattern.compile("listening on 127.0.0.1:(?!" + passed + ")(\\d+)"))
              .group(1);
      answers("http://127.0.0.1:" + own);
    }
  }

  @Test
  void aSocketThatNoInboundIsForIsAMistake() {
    int passed = FreePorts.free();
    try (RunningProgram heddle =
        heddle("inbounds: [{listen: 127.0.0.1:0}]\n", List.of("127.0.0.1:" + passed)).start()) {
      heddle.complains(Pattern.compile("Listening on"));
      Program.installed("curl").with("-s", "-m", "1", "http://127.0.0.1:" + passed).run();
      ProgramOutput output = heddle.ends(PATIENCE).exits(2);
      output.complains(
          "heddle: sockets were passed for 127.0.0.1:" + passed + ", but no inbound listens there");
    }
  }
}
