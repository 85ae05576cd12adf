import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What the image takes on disk and as a download, in MB of a million bytes.
///
/// @param options where it is
record ImageSize(Options options) {
  static final Row ON_DISK =
      new Row("image on disk", "with its own Java", "MB", "", new Goal.Budget(100, 80));
  static final Row PACKED =
      new Row("image as tar.xz", "to download", "MB", "", new Goal.Budget(24, 18));

  private static final Pattern PACKED_INTO = Pattern.compile("packed (.*), \\d+ MB");

  double onDisk() throws IOException {
    try (Stream<Path> files = Files.walk(options.image())) {
      return files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum()
          / 1e6;
    }
  }

  /// Of the archive that `scripts/image --archive` makes of it.
  ///
  /// @throws IOException if it makes none
  double packed() throws IOException, InterruptedException {
    Process packing =
        new ProcessBuilder(options.root().resolve("scripts/image").toString(), "--archive")
            .redirectErrorStream(true)
            .start();
    String said = new String(packing.getInputStream().readAllBytes(), UTF_8);
    Matcher packed = PACKED_INTO.matcher(said);
    if (packing.waitFor() != 0 || !packed.find()) {
      throw new IOException("scripts/image --archive says: " + said.strip());
    }
    return Files.size(Path.of(packed.group(1))) / 1e6;
  }
}
