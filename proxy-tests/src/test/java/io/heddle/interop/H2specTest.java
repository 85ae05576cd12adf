package io.heddle.interop;

import static java.util.concurrent.TimeUnit.MINUTES;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.heddle.support.ClientFolder;
import io.heddle.support.HeddleImage;
import io.heddle.support.LoopbackCertificate;
import io.heddle.support.Nginx;
import io.heddle.support.Program;
import io.heddle.support.ProgramOutput;
import io.heddle.support.TestFiles;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// h2spec, a suite of tests of HTTP/2 servers, against a listener with TLS.
///
/// It tests origins: it asks for `https` and its own target. Two lines of it are changed, so that it
/// asks the proxy for a page of another server.
@Tag("real-client")
class H2specTest {
  private static final Pattern FAILED = Pattern.compile("(?m)^ *× \\d+: (.*)$");

  /// Tests of RFC 7540 §5.3.1 that RFC 9113 does not ask for any more: PRIORITY is ignored.
  private static final Set<String> OBSOLETE =
      Set.of(
          "Sends HEADERS frame that depend on itself",
          "Sends PRIORITY frame that depend on itself");

  private static Path h2spec;
  @AutoClose private static Nginx web;
  @AutoClose private static HeddleImage proxy;

  @BeforeAll
  @Timeout(value = 5, unit = MINUTES)
  static void start(@TempDir Path folder) {
    h2spec = build();
    LoopbackCertificate certificate = LoopbackCertificate.make(folder);
    web = Nginx.start(folder);
    TestFiles.write(web.root().resolve("index.html"), "cloth\n".repeat(200));
    proxy =
        HeddleImage.start(
            folder,
            """
            inbounds: [{listen: "127.0.0.1:0", tls: {certificate: "%s", key: "%s"}}]
            """
                .formatted(certificate.file(), certificate.key()));
  }

  private static Path build() {
    ClientFolder client = ClientFolder.named("h2spec").prepare(go().with("mod", "vendor"));
    patch(client.file("vendor/github.com/summerwind/h2spec/spec/util.go"));
    go().with("build", "github.com/summerwind/h2spec/cmd/h2spec")
        .in(client.path())
        .within(Duration.ofMinutes(3))
        .run()
        .succeeds();
    return client.file("h2spec");
  }

  private static Program go() {
    return Program.installed("go").environment("GOTOOLCHAIN", "local");
  }

  /// The folder stays from run to run, and so does what was patched.
  private static void patch(Path file) {
    TestFiles.write(
        file,
        TestFiles.read(file)
            .replace("\t\"os\"\n", "")
            .replace("\t\"fmt\"\n", "\t\"fmt\"\n\t\"os\"\n")
            .replace("scheme = \"https\"", "scheme = \"http\"")
            .replace("authority = c.Addr()", "authority = os.Getenv(\"AUTHORITY\")"));
  }

  @Test
  @Timeout(value = 5, unit = MINUTES)
  void allPassesButWhatIsObsolete() {
    URI listener = URI.create(proxy.url("https"));
    ProgramOutput output =
        Program.at(h2spec)
            .with("--tls", "--insecure", "--strict")
            .with("--host", listener.getHost(), "--port", listener.getPort())
            .environment("AUTHORITY", "localhost:" + web.httpPort())
            .within(Duration.ofMinutes(4))
            .run();
    Set<String> failed =
        FAILED
            .matcher(output.out())
            .results()
            .map(match -> match.group(1))
            .collect(Collectors.toSet());
    assertEquals(OBSOLETE, failed, output::toString);
    output.mentions(" tests, ").mentions(" passed, 0 skipped, " + OBSOLETE.size() + " failed");
  }
}
