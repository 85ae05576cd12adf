package io.heddle.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.heddle.config.file.ConfigException;
import io.heddle.config.file.ConfigFile;
import io.heddle.support.ChildJvm;
import io.heddle.support.TestFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// End of a program whose shutdown is stopped by a file system that does not answer.
@Tag("component")
class ShutdownLimitTest {
  /// Proxy whose last file is never deleted.
  static final class StoppedProgram {
    private StoppedProgram() {}

    public static void main(String[] args)
        throws IOException, ConfigException, InterruptedException {
      Path file = Files.createTempFile("heddle", ".yaml");
      TestFiles.write(file, "inbounds: [{listen: \"127.0.0.1:0\"}]\ntimeouts: {drain: 0s}\n");
      RunningServer running = ServerBuilder.start(ConfigFile.load(file, _ -> Optional.empty()));
      Files.delete(file);
      CountDownLatch never = new CountDownLatch(1);
      Shutdown.install(running, () -> awaitUninterrupted(never));
      System.out.println("ready");
      never.await();
    }

    private static void awaitUninterrupted(CountDownLatch latch) {
      try {
        latch.await();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  @Test
  void theSignalEndsItAllTheSame() throws Exception {
    Process process = ChildJvm.startWithDescriptors(256, StoppedProgram.class);
    try (var out = process.inputReader()) {
      assertEquals("ready", out.readLine());
      process.toHandle().destroy();
      assertEquals(ExitCode.FAILED.number(), process.onExit().join().exitValue());
    } finally {
      process.destroyForcibly();
    }
  }
}
