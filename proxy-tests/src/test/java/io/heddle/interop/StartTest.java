package io.heddle.interop;

import static io.heddle.support.HttpText.message;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.support.EchoWebServer;
import io.heddle.support.HeddleImage;
import io.heddle.support.Hex;
import io.heddle.support.Origin;
import io.heddle.support.Peer;
import io.heddle.support.TestFiles;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Work that the image must not do at its start, nor in the first request of each protocol, since it
/// takes long, with a configuration of what people configure.
@Tag("real-client")
class StartTest {
  /// With `local-users: any`, since the users of clients are asked of sock_diag where the table of
  /// sockets is long, as behind other tests, and native calls make classes when they are first used.
  private static final String CONFIG =
      """
      inbounds: [{listen: "127.0.0.1:0", local-users: any}]
      outbounds:
        corp: {url: "http://me:secret@127.0.0.1:9"}
      rules:
        - {domains: [ads.example, ads.invalid], to: block}
        - {domains: [corp.example], ports: [22, 443], to: corp}
        - {cidrs: [10.0.0.0/8, "fd00::/8"], ports: [22, 443], to: corp}
      timeouts: {connect: 5s}
      """;

  @TempDir Path folder;

  /// Each such class takes milliseconds. The AOT cache holds those of lambdas that the training run
  /// reaches, but never those of switches over types and of a record's generated `equals` and
  /// `hashCode`: code that the start reaches does without. The classes of direct method handles
  /// (DMH), for functions of the system, are not in the cache either, and remain.
  @Test
  void noClassIsMadeAtRunTime() throws IOException {
    List<String> loaded = logged("class+load", _ -> {});
    assertTrue(loaded.stream().anyMatch(line -> line.contains("io.heddle.config.Config ")));
    assertEquals(List.of(), those(loaded, StartTest::isMadeAtRunTime));
  }

  /// The same for the first tunnel, the first forwarded request and the first failure.
  @Test
  void firstRequestsMakeNoClassAtRunTime() throws IOException {
    List<String> loaded = logged("class+load", StartTest::useEachProtocol);
    assertTrue(loaded.stream().anyMatch(line -> line.contains("io.heddle.server.TunnelHandler ")));
    assertTrue(loaded.stream().anyMatch(line -> line.contains("io.heddle.forward.HttpExchange ")));
    assertTrue(loaded.stream().anyMatch(line -> line.contains("io.heddle.dial.ConnectFailures ")));
    assertEquals(List.of(), those(loaded, StartTest::isMadeAtRunTime));
  }

  private static boolean isMadeAtRunTime(String line) {
    return line.contains("TypeSwitch")
        || (line.contains("source: __JVM_LookupDefineClass__")
            && !line.contains("LambdaForm$DMH/"));
  }

  private static void useEachProtocol(HeddleImage heddle) {
    try (EchoWebServer web = EchoWebServer.start();
        Peer connect = heddle.client();
        Peer get = heddle.client();
        Peer socks = heddle.client();
        Peer refused = heddle.client()) {
      URI url = URI.create(web.url());
      connect
          .sendsText(message("CONNECT %s HTTP/1.1\nHost: %1$s\n\n", url.getAuthority()))
          .receivesHead();
      get.sendsText(message("GET %s HTTP/1.1\nHost: %s\n\n", url, url.getAuthority()))
          .receivesHead();
      // To the name localhost, whose port is the web server's.
      socks
          .sends("05 01 00")
          .receives("05 00")
          .sendsBytes(Hex.bytes("05 01 00 03 09 'localhost' %04x".formatted(url.getPort())))
          .receives("05 00 00");
      refused.sendsText(message("CONNECT %s HTTP/1.1\nHost: a\n\n", Origin.closedPort()));
      assertTrue(refused.receivesHead().startsWith("HTTP/1.1 502 "));
    }
  }

  /// TLS makes the JDK load all its security providers.
  @Test
  void noTlsIsSetUp() throws IOException {
    List<String> begun = logged("class+init", _ -> {});
    assertTrue(begun.stream().anyMatch(line -> line.contains("'io/heddle/config/Config'")));
    assertEquals(List.of(), those(begun, line -> line.contains("'sun/security/ssl/")));
  }

  private static List<String> those(List<String> lines, Predicate<String> unwanted) {
    return lines.stream().filter(unwanted).toList();
  }

  /// Lines that the JVM logs until the proxy listens and `use` has ended. Its shutdown is no part of them.
  private List<String> logged(String tags, Consumer<HeddleImage> use) throws IOException {
    Path log = folder.resolve("jvm.log");
    Path config = TestFiles.write(folder.resolve("heddle.yaml"), CONFIG);
    try (HeddleImage heddle =
        HeddleImage.starting(
            HeddleImage.program()
                .with("run", "--config", config)
                .environment("HEDDLE_JAVA_OPTS", "-Xlog:" + tags + "=info:file=" + log))) {
      use.accept(heddle);
      return Files.readAllLines(log);
    }
  }
}
