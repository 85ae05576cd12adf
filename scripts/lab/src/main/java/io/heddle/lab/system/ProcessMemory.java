package io.heddle.lab.system;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;

/// Memory of a process, in kB of 1024 bytes.
///
/// @param resident in main memory, shared files included
/// @param privateDirty in main memory, neither shared nor a copy of a file
public record ProcessMemory(double resident, double privateDirty) {

  public static ProcessMemory of(long pid) throws IOException {
    return parse(Files.readString(Path.of("/proc/" + pid + "/smaps_rollup")));
  }

  static ProcessMemory parse(String smapsRollup) {
    Map<String, Double> figures =
        smapsRollup
            .lines()
            .filter(line -> line.endsWith(" kB"))
            .map(line -> line.split(":? +", -1))
            .collect(Collectors.toMap(words -> words[0], words -> Double.valueOf(words[1])));
    return new ProcessMemory(figures.get("Rss"), figures.get("Private_Dirty"));
  }

  public ProcessMemory plus(ProcessMemory other) {
    return new ProcessMemory(resident + other.resident, privateDirty + other.privateDirty);
  }
}
