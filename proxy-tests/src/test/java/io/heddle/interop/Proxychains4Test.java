package io.heddle.interop;

import io.heddle.support.Credentials;
import io.heddle.support.HeddleImage;
import io.heddle.support.Nginx;
import io.heddle.support.Program;
import io.heddle.support.TestFiles;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("real-client")
class Proxychains4Test {
  private static final Credentials ALICE = new Credentials("alice", "s3cret");

  @AutoClose private static Nginx web;
  @AutoClose private static HeddleImage open;
  @AutoClose private static HeddleImage closed;
  @TempDir private static Path folder;

  @BeforeAll
  static void start() {
    Program.installed("proxychains4");
    web = Nginx.start(folder);
    open = HeddleImage.start();
    closed = HeddleImage.startFor(ALICE, folder);
  }

  private static Program curlThrough(String... chain) {
    Path config =
        TestFiles.write(
            folder.resolve("proxychains.conf"),
            """
            strict_chain
            proxy_dns
            tcp_read_time_out 15000
            tcp_connect_time_out 8000
            [ProxyList]
            %s
            """
                .formatted(String.join("\n", chain)));
    return Program.installed("proxychains4")
        .with("-q", "-f", config, "curl", "--disable", "--silent", "--show-error");
  }

  @ParameterizedTest
  @ValueSource(strings = {"socks4", "socks5", "http"})
  void fetches(String type) {
    curlThrough("%s 127.0.0.1 %d".formatted(type, open.port()))
        .with(web.http("localhost", "hello.txt"))
        .run()
        .succeeds()
        .prints("hello\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"socks5", "http"})
  void fetchesWithCredentials(String type) {
    curlThrough(
            "%s 127.0.0.1 %d %s %s".formatted(type, closed.port(), ALICE.name(), ALICE.password()))
        .with(web.http("localhost", "hello.txt"))
        .run()
        .succeeds()
        .prints("hello\n");
  }

  @Test
  void fetchesThroughAChainOfTwo() {
    curlThrough(
            "http 127.0.0.1 " + open.port(),
            "socks5 127.0.0.1 %d %s %s".formatted(closed.port(), ALICE.name(), ALICE.password()))
        .with(web.http("localhost", "hello.txt"))
        .run()
        .succeeds()
        .prints("hello\n");
  }
}
