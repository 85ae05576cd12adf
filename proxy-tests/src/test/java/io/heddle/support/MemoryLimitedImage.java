package io.heddle.support;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/// Ways to start the image with little memory.
public enum MemoryLimitedImage {
  /// A container of 200 MB with the default options. If systemd can make a control group, then in
  /// one. Otherwise with the options that the launcher chooses in such a container, and the resident
  /// memory is compared with the limit at the end.
  CONTAINER_200_MB {
    @Override
    Program limited(Program program) {
      return hasControlGroups()
          ? program.under(SYSTEMD_RUN)
          : program.environment("HEDDLE_JAVA_OPTS", "-Xmx100m -XX:MaxDirectMemorySize=50m");
    }

    @Override
    public void checkPeak(HeddleImage heddle) {
      long peak = peakBytes(heddle);
      assertTrue(peak < MEMORY_MAX, peak + " bytes of resident memory");
    }
  },

  /// A heap of 64 MB.
  HEAP_64_MB {
    @Override
    Program limited(Program program) {
      return program.environment("HEDDLE_JAVA_OPTS", "-Xmx64m");
    }
  },

  /// A heap of 256 MB, the largest that the launcher chooses.
  HEAP_256_MB {
    @Override
    Program limited(Program program) {
      return program.environment("HEDDLE_JAVA_OPTS", "-Xmx256m");
    }
  };

  private static final long MEMORY_MAX = 200L << 20;
  private static final String[] SYSTEMD_RUN = {
    "systemd-run", "--scope", "--quiet", "-p", "MemoryMax=200M", "-p", "MemorySwapMax=0"
  };

  private static boolean hasControlGroups() {
    Path command = Path.of("/usr/bin/systemd-run");
    return Files.isExecutable(command)
        && Program.at(command).with("--scope", "--quiet", "true").run().exitCode() == 0;
  }

  /// Starts a proxy with a configuration of this text, in a new file in `folder`.
  public HeddleImage start(Path folder, String config) {
    try {
      Path file = TestFiles.write(Files.createTempFile(folder, "heddle", ".yaml"), config);
      return HeddleImage.starting(limited(HeddleImage.program().with("run", "--config", file)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  abstract Program limited(Program program);

  /// Asserts that the proxy has never taken more memory than there is, where nobody else would stop it.
  public void checkPeak(HeddleImage heddle) {
    // The JVM bounds the heap.
  }

  /// Peak of the resident memory without the pages of files, which the system may drop.
  private static long peakBytes(HeddleImage heddle) {
    return bytes(heddle, "VmHWM:") - bytes(heddle, "RssFile:");
  }

  private static long bytes(HeddleImage heddle, String name) {
    Path status = Path.of("/proc", "" + heddle.process().pid(), "status");
    try (Stream<String> lines = Files.lines(status)) {
      String line = lines.filter(one -> one.startsWith(name)).findFirst().orElseThrow();
      return 1024 * Long.parseLong(line.replaceAll("\\D", ""));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
