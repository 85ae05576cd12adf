package io.heddle.interop;

import static java.util.concurrent.TimeUnit.MINUTES;

import io.heddle.support.ClientFolder;
import io.heddle.support.Credentials;
import io.heddle.support.HeddleImage;
import io.heddle.support.Nginx;
import io.heddle.support.Program;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// requests with PySocks, urllib, and sockets of PySocks.
@Tag("real-client")
class PythonTest {
  private static final Credentials ALICE = new Credentials("alice", "s3cret");

  private static ClientFolder client;
  @AutoClose private static Nginx web;
  @AutoClose private static HeddleImage open;
  @AutoClose private static HeddleImage closed;

  @BeforeAll
  @Timeout(value = 5, unit = MINUTES)
  static void start(@TempDir Path folder) {
    Program python = Program.installed("python3");
    client = ClientFolder.named("python");
    client.prepare(
        python.with("-m", "venv", "venv"),
        Program.at(client.file("venv/bin/python"))
            .with("-m", "pip", "install", "--quiet", "--requirement", "requirements.txt"));
    web = Nginx.start(folder);
    open = HeddleImage.start();
    closed = HeddleImage.startFor(ALICE, folder);
  }

  private static void fetches(String way, String proxy, String url) {
    Program.at(client.file("venv/bin/python"))
        .with(client.file("client.py"), way, proxy, web.certificate().file(), url)
        .run()
        .succeeds()
        .prints("hello\n");
  }

  @ParameterizedTest
  @CsvSource({
    "requests, http",
    "requests, socks5",
    "requests, socks5h",
    "urllib, http",
  })
  void fetchesOverHttps(String way, String scheme) {
    fetches(way, open.url(scheme), web.https("localhost", "hello.txt"));
    fetches(way, closed.url(scheme, ALICE), web.https("localhost", "hello.txt"));
  }

  @ParameterizedTest
  @CsvSource({
    "requests, http",
    "requests, socks4",
    "requests, socks4a",
    "socks, socks4",
    "socks, socks5",
    "socks, http",
  })
  void fetchesOverHttp(String way, String scheme) {
    fetches(way, open.url(scheme), web.http("localhost", "hello.txt"));
  }
}
