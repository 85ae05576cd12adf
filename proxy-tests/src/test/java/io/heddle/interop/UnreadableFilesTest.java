package io.heddle.interop;

import io.heddle.support.HeddleImage;
import io.heddle.support.Program;
import io.heddle.support.TestFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Files that the user of the proxy may not read. Root reads all files, so the program runs as another
/// user.
@Tag("real-client")
class UnreadableFilesTest {
  private static final int USER = 65534;

  @TempDir private Path folder;

  @Test
  void areToldAtTheirPlaces() throws IOException {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    for (String name : new String[] {"x.pem", "x.key", "x.hosts"}) {
      Path file = Files.writeString(folder.resolve(name), "a.example\n");
      Files.setPosixFilePermissions(file, Set.of());
    }
    Path config =
        TestFiles.write(
            folder.resolve("heddle.yaml"),
            """
            inbounds:
              - {listen: "127.0.0.1:0", tls: {certificate: x.pem, key: x.key}}
            lists: {ads: {file: x.hosts}}
            rules: [{lists: [ads], to: block}]
            """);
    Files.setPosixFilePermissions(config, PosixFilePermissions.fromString("rw-r--r--"));
    Program.installed("setpriv")
        .with("--reuid=" + USER, "--regid=" + USER, "--clear-groups")
        .with("env", "HOME=/nonexistent", HeddleImage.launcher(HeddleImage.folder()))
        .with("check", "--config", config)
        .run()
        .exits(2)
        .complains("x.pem: permission denied")
        .complains("x.key: permission denied")
        .complains("x.hosts: permission denied");
  }
}
