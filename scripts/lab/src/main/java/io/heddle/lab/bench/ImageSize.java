package io.heddle.lab.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.heddle.lab.results.Metric;
import io.heddle.lab.results.Objective;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Size of the image on disk and as a download, in MB of a million bytes.
///
/// @param options say where the image and the script are
record ImageSize(BenchOptions options) {
  static final Metric ON_DISK =
      new Metric("image on disk", "with its own Java", "MB", "", new Objective.Budget(100, 80));
  static final Metric PACKED =
      new Metric("image as tar.xz", "to download", "MB", "", new Objective.Budget(24, 18));

  private static final Pattern PACKED_FILE = Pattern.compile("packed (.*), \\d+ MB");

  double onDisk() throws IOException {
    try (Stream<Path> files = Files.walk(options.image())) {
      return files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum()
          / 1e6;
    }
  }

  /// Size of the archive that `scripts/image --archive` makes.
  ///
  /// @throws IOException if it makes none
  double packed() throws IOException, InterruptedException {
    Process packing =
        new ProcessBuilder(options.root().resolve("scripts/image").toString(), "--archive")
            .redirectErrorStream(true)
            .start();
    String output = new String(packing.getInputStream().readAllBytes(), UTF_8);
    Matcher packed = PACKED_FILE.matcher(output);
    if (packing.waitFor() != 0 || !packed.find()) {
      throw new IOException("scripts/image --archive failed: " + output.strip());
    }
    return Files.size(Path.of(packed.group(1))) / 1e6;
  }
}
