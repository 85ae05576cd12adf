package io.heddle.interop;

import io.heddle.support.Credentials;
import io.heddle.support.HeddleImage;
import io.heddle.support.Nginx;
import io.heddle.support.Program;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// wget asks for a tunnel where the URL is https.
@Tag("real-client")
class WgetTest {
  private static final Credentials ALICE = new Credentials("alice", "s3cret");

  @AutoClose private static Nginx web;
  @AutoClose private static HeddleImage open;
  @AutoClose private static HeddleImage closed;

  @BeforeAll
  static void start(@TempDir Path folder) {
    Program.installed("wget");
    web = Nginx.start(folder);
    open = HeddleImage.start();
    closed = HeddleImage.startFor(ALICE, folder);
  }

  private static Program wgetThrough(HeddleImage proxy) {
    return Program.installed("wget")
        .environment("https_proxy", proxy.url("http"))
        .with("--no-config", "--no-verbose", "--output-document=-", "--tries=1", "--timeout=20")
        .with("--ca-certificate=" + web.certificate().file())
        .with(web.https("localhost", "hello.txt"));
  }

  @Test
  void fetches() {
    wgetThrough(open).run().succeeds().prints("hello\n");
  }

  /// It sends the URL to the proxy as it is, with user and password.
  @Test
  void fetchesFromAUrlWithAUser() {
    Program.installed("wget")
        .environment("http_proxy", open.url("http"))
        .with("--no-config", "--no-verbose", "--output-document=-", "--tries=1", "--timeout=20")
        .with(web.http(ALICE + "@localhost", "hello.txt"))
        .run()
        .succeeds()
        .prints("hello\n");
  }

  @Test
  void fetchesWithCredentials() {
    wgetThrough(closed)
        .with("--proxy-user=" + ALICE.name(), "--proxy-password=" + ALICE.password())
        .run()
        .succeeds()
        .prints("hello\n");
  }

  @Test
  void isRefusedWithoutCredentials() {
    wgetThrough(closed).run().exits(4).complains("Proxy Authentication Required");
  }
}
