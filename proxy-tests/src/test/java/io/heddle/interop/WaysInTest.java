package io.heddle.interop;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.support.FreePorts;
import io.heddle.support.HeddleImage;
import io.heddle.support.Nginx;
import io.heddle.support.Program;
import io.heddle.support.SelfSignedCertificate;
import io.heddle.support.TestFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// All ways in, walked through in a proxy that runs with assertions: none of them makes a call on a
/// carrier that may block. See `architecture/BlockingCallsTest`.
@Tag("real-client")
class WaysInTest {
  private static final List<String> PAGES =
      List.of(
          "",
          "page.css",
          "page.js",
          "icon.svg",
          "status",
          "status.txt",
          "connections",
          "metrics",
          "healthz",
          "readyz",
          "proxy.pac");

  @TempDir private Path folder;

  private Program heddle() {
    return HeddleImage.program()
        .environment("XDG_RUNTIME_DIR", folder)
        .environment("HEDDLE_JAVA_OPTS", "-ea:io.heddle...");
  }

  private static Program curl() {
    return Program.installed("curl")
        .with("--disable", "--silent", "--show-error", "--fail", "--max-time", 20)
        .with("--proxy-insecure");
  }

  private String config(SelfSignedCertificate us, int tlsPort, String more) {
    return """
    inbounds:
      - {listen: "0.0.0.0:0", open: true}
      - {listen: "127.0.0.1:%d", tls: {certificate: "%s", key: "%s"}}
      - {listen: "unix:heddle.sock"}
    %s
    admin: {listen: "127.0.0.1:0"}
    """
        .formatted(tlsPort, us.certificate(), us.key(), more);
  }

  @Test
  void noneOfThemBlocksACarrier() throws Exception {
    var us = SelfSignedCertificate.of(folder, "ip:127.0.0.1");
    int tlsPort = FreePorts.free();
    Path file = TestFiles.write(folder.resolve("heddle.yaml"), config(us, tlsPort, ""));
    try (Nginx web = Nginx.start(TestFiles.folder(folder.resolve("web")));
        HeddleImage proxy = HeddleImage.starting(heddle().with("run", "--config", file))) {
      String page = proxy.statusPage();
      clients(proxy, tlsPort, web.http("localhost", "hello.txt"));
      for (String path : PAGES) {
        curl().with("--noproxy", "*", page + path).run().succeeds();
      }
      heddle().with("status").run().succeeds();
      heddle().with("exec", "--", "true").run().succeeds();
      reloads(proxy, file, us, tlsPort);
      // With files that are new.
      Files.setLastModifiedTime(us.certificate(), FileTime.fromMillis(1_000_000));
      clients(proxy, tlsPort, web.http("localhost", "hello.txt"));
      proxy.stop().succeeds();
      String log = String.join("\n", proxy.log());
      assertTrue(!log.contains("AssertionError") && !log.contains(" ERROR failed"), log);
    }
  }

  private void reloads(HeddleImage proxy, Path file, SelfSignedCertificate us, int tlsPort) {
    String more = "  - {listen: \"localhost:0\"}\n  - {listen: \"unix:other.sock\"}";
    TestFiles.write(file, config(us, tlsPort, more));
    heddle().with("reload").run().succeeds();
    TestFiles.write(file, config(us, tlsPort, "  - {nothing: 1}"));
    heddle().with("reload").run().exits(2);
    proxy.process().signal("HUP");
    proxy.logs("not reloaded");
    TestFiles.write(file, config(us, tlsPort, ""));
    heddle().with("reload").run().succeeds();
  }

  private void clients(HeddleImage proxy, int tlsPort, String url) {
    Path socket = folder.resolve("heddle.sock");
    List<String> proxies =
        List.of(
            proxy.url("socks5h"),
            proxy.url("socks5"),
            proxy.url("socks4a"),
            proxy.url("http"),
            "https://127.0.0.1:" + tlsPort,
            "socks5h://localhost" + socket);
    for (String one : proxies) {
      curl().with("--proxy", one, url).run().succeeds().prints("hello\n");
    }
    // A name that the system looks up, and a target that may be the proxy itself.
    for (String dead : List.of("http://nowhere.invalid/", "http://127.0.0.9:" + proxy.port())) {
      int code = curl().with("--proxy", proxy.url("http"), dead).run().exitCode();
      assertTrue(code != 0, dead);
    }
  }
}
