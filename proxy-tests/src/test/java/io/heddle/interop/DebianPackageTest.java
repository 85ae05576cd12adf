package io.heddle.interop;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.heddle.support.HeddleImage;
import io.heddle.support.Program;
import io.heddle.support.RequiresLinux;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The Debian package, made of the image: installed, upgraded and purged in a view of the files that is
/// thrown away; and the files of the container, alone.
@Tag("real-client")
@RequiresLinux
class DebianPackageTest {
  private static final Duration LIMIT = Duration.ofMinutes(5);

  @Test
  @Timeout(value = 6, unit = TimeUnit.MINUTES)
  void installsUpgradesAndLeavesNothing() {
    assumeTrue(System.getProperty("user.name").equals("root"), "only root makes mount namespaces");
    Path script = HeddleImage.folder().resolve("../../../scripts/try-package").normalize();
    for (String program : new String[] {"dpkg-deb", "lintian", "unshare", "curl"}) {
      Program.installed(program).with("--version").run().succeeds();
    }
    Program.at(script)
        .within(LIMIT)
        .run()
        .succeeds()
        .complains("the package installs, upgrades a running proxy, and leaves nothing")
        .complains("the files of the container run alone");
  }
}
