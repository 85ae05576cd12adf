import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;

/// The memory of a process, in kB of 1024 bytes.
///
/// @param resident all that it has in use, shared files included
/// @param dirty what nobody shares and no file has
record Memory(double resident, double dirty) {

  static Memory of(long pid) throws IOException {
    Map<String, Double> figures =
        Files.readAllLines(Path.of("/proc/" + pid + "/smaps_rollup")).stream()
            .filter(line -> line.endsWith(" kB"))
            .map(line -> line.split(":? +"))
            .collect(Collectors.toMap(words -> words[0], words -> Double.valueOf(words[1])));
    return new Memory(figures.get("Rss"), figures.get("Private_Dirty"));
  }

  Memory plus(Memory other) {
    return new Memory(resident + other.resident, dirty + other.dirty);
  }
}
