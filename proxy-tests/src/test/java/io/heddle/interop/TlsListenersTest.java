package io.heddle.interop;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.support.Await;
import io.heddle.support.HeddleImage;
import io.heddle.support.LoopbackCertificate;
import io.heddle.support.Nginx;
import io.heddle.support.OpensslServer;
import io.heddle.support.Origin;
import io.heddle.support.Peer;
import io.heddle.support.Program;
import io.heddle.support.RunningProgram;
import io.heddle.support.TestFiles;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// curl and OpenSSL come in TLS.
@Tag("real-client")
class TlsListenersTest {
  @TempDir private static Path folder;
  @AutoClose private static Nginx web;
  @AutoClose private static HeddleImage proxy;
  private static LoopbackCertificate us;
  private static Path strangers;

  @BeforeAll
  static void start(@TempDir Path files) {
    Program.installed("curl");
    web = Nginx.start(files);
    // That of the web server too: curl keeps one of its lists of authorities, and may take the
    // proxy's for the server's.
    us = web.certificate();
    strangers = folder.resolve("stranger");
    TestFiles.folder(strangers);
    LoopbackCertificate.make(strangers);
    proxy = start(", key: \"%s\"".formatted(us.key()));
  }

  /// @param more settings of `tls`
  private static HeddleImage start(String more) {
    return HeddleImage.start(
        folder,
        "inbounds: [{listen: \"127.0.0.1:0\", tls: {certificate: \"%s\"%s}}]\n"
            .formatted(us.file(), more));
  }

  private static Program curl(HeddleImage heddle, Object... arguments) {
    return Program.installed("curl")
        .with("--disable", "--silent", "--show-error", "--max-time", 20)
        .with("--cacert", web.certificate().file(), "--proxy-cacert", us.file())
        .with("--proxy", "https://localhost:" + heddle.port())
        .with(arguments);
  }

  private static Program openssl(Object... arguments) {
    return Program.installed("openssl")
        .with("s_client", "-connect", proxy.address(), "-CAfile", us.file())
        .with(arguments);
  }

  @Test
  void curlAsksForPagesAndTunnels() {
    curl(proxy, web.http("localhost", "hello.txt"), web.https("localhost", "hello.txt"))
        .run()
        .succeeds()
        .prints("hello\nhello\n");
    curl(proxy, "--proxytunnel", web.http("localhost", "hello.txt"))
        .run()
        .succeeds()
        .prints("hello\n");
  }

  /// The JDK takes them for illegal in SNI.
  @ParameterizedTest
  @ValueSource(strings = {"my_proxy", "proxy-.example"})
  void curlMayCallTheProxyByAnyName(String name) {
    String at = name + ":" + proxy.port();
    curl(proxy, "--resolve", at + ":127.0.0.1", "--proxy", "https://" + at, "--proxy-insecure")
        .with(web.http("localhost", "hello.txt"))
        .run()
        .succeeds()
        .prints("hello\n");
  }

  @Test
  void curlTrustsNobodyElse() {
    Program.installed("curl")
        .with("--disable", "--silent", "--show-error", "--proxy", "https://" + proxy.address())
        .with(web.http("localhost", "hello.txt"))
        .run()
        .exits(60);
  }

  @ParameterizedTest
  @CsvSource({
    "pkey -traditional, EC PRIVATE KEY",
    "pkcs8 -topk8 -nocrypt, PRIVATE KEY",
  })
  void keysComeInManyForms(String command, String form) {
    Path key = folder.resolve(form.replace(' ', '-') + ".pem");
    openssl(command, us.key(), key);
    serves(key, us);
  }

  @Test
  void keysOfRsaToo(@TempDir Path files) {
    Path pkcs8 = files.resolve("pkcs8.pem");
    Path certificate = files.resolve("rsa.pem");
    Program.installed("openssl")
        .with("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=x")
        .with("-addext", "subjectAltName=DNS:localhost", "-keyout", pkcs8, "-out", certificate)
        .run()
        .succeeds();
    Path pkcs1 = files.resolve("pkcs1.pem");
    openssl("pkey -traditional", pkcs8, pkcs1);
    LoopbackCertificate rsa = new LoopbackCertificate(certificate, pkcs1, pkcs1);
    serves(pkcs1, rsa);
  }

  private static void openssl(String command, Path in, Path out) {
    Program.installed("openssl")
        .with((Object[]) command.split(" ", -1))
        .with("-in", in, "-out", out)
        .run()
        .succeeds();
  }

  private static void serves(Path key, LoopbackCertificate shown) {
    String config =
        "inbounds: [{listen: \"127.0.0.1:0\", tls: {certificate: \"%s\", key: \"%s\"}}]\n"
            .formatted(shown.file(), key);
    try (var heddle = HeddleImage.start(folder, config)) {
      curl(heddle, "--proxy-cacert", shown.file(), web.http("localhost", "hello.txt"))
          .run()
          .succeeds()
          .prints("hello\n");
    }
  }

  @Test
  void aCertificateIsAUser() {
    String config =
        """
        inbounds:
          - {listen: "127.0.0.1:0", tls: {certificate: "%1$s", key: "%2$s", client-ca: "%1$s"}}
        rules: [{users: ["CN=localhost"], to: direct}]
        default: block
        """
            .formatted(us.file(), us.key());
    try (var strict = HeddleImage.start(folder, config)) {
      curl(strict, "--proxy-cert", us.file(), "--proxy-key", us.key())
          .with(web.http("localhost", "hello.txt"))
          .run()
          .succeeds()
          .prints("hello\n");
      strict.logs(" CN=localhost http GET ");
      curl(strict, web.http("localhost", "hello.txt")).run().complains("alert");
      Path wrong = strangers.resolve("certificate.pem");
      curl(strict, "--proxy-cert", wrong, "--proxy-key", strangers.resolve("key.pem"))
          .with(web.http("localhost", "hello.txt"))
          .run()
          .complains("alert");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"-tls1_2", "-tls1_3"})
  void versionsThatAreSafeAreSpoken(String version) {
    openssl(version, "-alpn", "spdy/1,http/1.1")
        .run()
        .succeeds()
        .mentions("Verify return code: 0 (ok)")
        .mentions("ALPN protocol: http/1.1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"-tls1", "-tls1_1"})
  void othersAreNot(String version) {
    openssl(version, "-cipher", "ALL:@SECLEVEL=0").run().exits(1).complains("protocol version");
  }

  @Test
  void whatNobodySpeaksIsNotAgreedOn() {
    openssl("-alpn", "imap").run().exits(1).complains("no application protocol");
  }

  @Test
  void renegotiationIsRefused() {
    try (RunningProgram client = openssl("-tls1_2").interactive().start()) {
      client.prints(Pattern.compile("Verify return code"));
      client.types("R\n");
      client.ends(Duration.ofSeconds(20));
    }
    curl(proxy, web.http("localhost", "hello.txt")).run().succeeds();
  }

  @Test
  void keysAreUpdatedByTheClient() {
    try (var origin = Origin.start();
        RunningProgram client = openssl("-tls1_3", "-crlf").interactive().start()) {
      client.prints(Pattern.compile("Verify return code"));
      client.types("CONNECT " + origin.address() + " HTTP/1.1\n\n");
      try (Peer server = origin.accept()) {
        client.prints(Pattern.compile("200 Connection established"));
        for (String key : new String[] {"K", "k", "K"}) {
          int before = asked(client);
          client.types(key + "\n");
          Await.until("it has sent new keys", () -> asked(client) > before);
          client.types("after " + key + "\n");
          server.receivesText("after " + key + "\r\n").sendsText("heard " + key + "\n");
          client.prints(Pattern.compile("heard " + key));
        }
      }
    }
  }

  @Test
  void newKeysWithoutEndAreRefused() {
    try (var origin = Origin.start();
        RunningProgram client = openssl("-tls1_3", "-crlf").interactive().start()) {
      client.prints(Pattern.compile("Verify return code"));
      client.types("CONNECT " + origin.address() + " HTTP/1.1\n\n");
      try (Peer server = origin.accept()) {
        client.prints(Pattern.compile("200 Connection established"));
        asksForKeysUntilItIsCut(client);
        server.receivesReset();
      }
    }
  }

  private static void asksForKeysUntilItIsCut(RunningProgram client) {
    for (int i = 1; client.isAlive(); i++) {
      assertTrue(i < 200, "it is not cut");
      try {
        client.types("K\n");
      } catch (UncheckedIOException e) {
        // It has ended just now.
        return;
      }
      int before = i;
      Await.until("it has asked", () -> !client.isAlive() || asked(client) > before);
    }
  }

  private static int asked(RunningProgram client) {
    return client.err().split("KEYUPDATE", -1).length;
  }

  @Test
  void keysAreUpdatedByAnUpstream() {
    try (var server = OpensslServer.start(us);
        var heddle = HeddleImage.start(folder, config(server));
        Peer client = heddle.client()) {
      client.sendsText("CONNECT host.example:80 HTTP/1.1\r\n\r\n");
      server.process().prints(Pattern.compile("CONNECT host.example:80"));
      server.process().types("HTTP/1.1 200 OK\n\n");
      client.receivesHead();
      for (String key : new String[] {"K", "k", "K"}) {
        int before = updates(server);
        server.process().types(key + "\n");
        // Only what it receives makes it print all that it has to say.
        client.sendsText("heard\n");
        Await.until("it has sent new keys", () -> updates(server) > before);
        server.process().types("after " + key + "\n");
        client.receivesText("after " + key + "\r\n").sendsText("heard " + key + "\n");
        server.process().prints(Pattern.compile("heard " + key));
      }
    }
  }

  private static int updates(OpensslServer terminal) {
    return terminal.process().out().split("SSL_do_handshake", -1).length;
  }

  private static String config(OpensslServer upstream) {
    return """
    inbounds: [{listen: "127.0.0.1:0"}]
    outbounds: {up: {url: "https://localhost:%d", tls: {ca: "%s"}}}
    default: up
    """
        .formatted(upstream.port(), us.file());
  }
}
