package io.heddle.interop;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.support.HeddleImage;
import io.heddle.support.LoopbackCertificate;
import io.heddle.support.Origin;
import io.heddle.support.Peer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// One Heddle through another, in all that both speak: streams, refusals and forwarded requests.
/// What datagrams do is in [DatagramUpstreamsTest].
@Tag("real-client")
class HeddleToHeddleTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "socks4,  ''",
    "socks4a, ''",
    "socks5,  ''",
    "http,    ''",
    "https,   ', http2: never'",
    "https,   ', http2: required'",
  })
  void carries(String scheme, String settings) {
    LoopbackCertificate certificate = LoopbackCertificate.make(folder);
    String tls = scheme.equals("https") ? entrance(certificate) : "";
    String trust =
        scheme.equals("https") ? ", tls: {ca: \"%s\"}".formatted(certificate.file()) : "";
    try (var far =
            HeddleImage.start(part("far"), "inbounds: [{listen: \"127.0.0.1:0\"" + tls + "}]");
        var near =
            HeddleImage.start(
                part("near"),
                """
                inbounds: [{listen: "127.0.0.1:0"}]
                outbounds: {far: {url: "%s"%s%s}}
                default: far
                """
                    .formatted(far.url(scheme), trust, settings))) {
      streams(near);
      requests(near);
      refusals(near);
      near.logs(" via=far ");
    }
  }

  private static String entrance(LoopbackCertificate certificate) {
    return ", tls: {certificate: \"%s\", key: \"%s\"}"
        .formatted(certificate.file(), certificate.key());
  }

  private Path part(String name) {
    try {
      return Files.createDirectory(folder.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// A server that speaks first, both ways, and the end of one.
  private static void streams(HeddleImage heddle) {
    try (var origin = Origin.start();
        Peer client = heddle.client()) {
      client.sendsText("CONNECT localhost:%d HTTP/1.1\r\n\r\n".formatted(origin.address().port()));
      try (var server = origin.accept()) {
        server.sendsText("220 hello\r\n");
        client.receivesHead();
        client.receivesText("220 hello\r\n").sendsText("x".repeat(200_000));
        server.receivesText("x".repeat(200_000));
        client.ends();
        server.receivesEnd().sendsText("y".repeat(200_000)).ends();
        client.receivesText("y".repeat(200_000)).receivesEnd();
      }
    }
  }

  private static void requests(HeddleImage heddle) {
    try (var origin = Origin.start();
        Peer client = heddle.client()) {
      client.sendsText("GET http://%s/a HTTP/1.1\r\nHost: x\r\n\r\n".formatted(origin.address()));
      try (var server = origin.accept()) {
        server.receivesText("GET /a HTTP/1.1\r\nHost: %s\r\n\r\n".formatted(origin.address()));
        server.sendsText("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello");
        // HTTP/2 has no reason phrases, and writes the names of fields in lower case.
        String head = client.receivesHead().toLowerCase(Locale.ROOT);
        assertTrue(head.startsWith("http/1.1 200 "), head);
        assertTrue(head.contains("\r\ncontent-length: 5\r\n"), head);
        client.receivesText("hello");
      }
    }
  }

  private static void refusals(HeddleImage heddle) {
    try (Peer client = heddle.client()) {
      client.sendsText("CONNECT %s HTTP/1.1\r\n\r\n".formatted(Origin.closedPort()));
      client.receivesText("HTTP/1.1 502 ");
    }
  }
}
