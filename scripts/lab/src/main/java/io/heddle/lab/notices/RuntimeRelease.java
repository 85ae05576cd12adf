package io.heddle.lab.notices;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/// Java runtime of an image: that of this program, since `jlink` takes the modules of the JDK that runs.
///
/// @param vendor who has built it, such as "Eclipse Adoptium"
/// @param version such as "25.0.3+9-LTS"
/// @param source the address of its source code, which its licence asks for; empty if it does not say
record RuntimeRelease(String vendor, String version, String source) {
  static RuntimeRelease current() throws IOException {
    Properties release = new Properties();
    try (Reader file =
        Files.newBufferedReader(Path.of(System.getProperty("java.home"), "release"))) {
      release.load(file);
    }
    return new RuntimeRelease(
        System.getProperty("java.vendor"),
        System.getProperty("java.runtime.version"),
        release.getProperty("SOURCE_REPO", "").replace("\"", ""));
  }
}
