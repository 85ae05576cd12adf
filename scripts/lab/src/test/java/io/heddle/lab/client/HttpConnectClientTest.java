package io.heddle.lab.client;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;

class HttpConnectClientTest {
  @Test
  void theRequestNamesTheTargetTwice() {
    assertEquals(
        "CONNECT localhost:80 HTTP/1.1\r\nHost: localhost:80\r\n\r\n",
        HttpConnectClient.request(InetSocketAddress.createUnresolved("localhost", 80)));
  }

  @Test
  void anAddressIsWrittenWithoutAName() {
    assertEquals(
        "127.0.0.1:443",
        HttpConnectClient.authority(
            new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 443)));
  }

  @Test
  void bytesAfterTheHeadBelongToTheTunnel() throws IOException {
    String head = "HTTP/1.1 200 OK\r\nVia: x\r\n\r\n";
    ByteArrayInputStream in = new ByteArrayInputStream((head + "tunnel").getBytes(US_ASCII));
    assertEquals(head, HttpConnectClient.readHead(in));
    assertEquals("tunnel", new String(in.readAllBytes(), US_ASCII));
  }

  @Test
  void aHeadThatIsCutShortIsAnError() {
    ByteArrayInputStream in = new ByteArrayInputStream("HTTP/1.1 200\r\n".getBytes(US_ASCII));
    assertThrows(EOFException.class, () -> HttpConnectClient.readHead(in));
  }

  @Test
  void aStatusMayHaveNoReason() throws IOException {
    Expect.status(200, "HTTP/1.1 200 \r\n\r\n");
    Expect.status(502, "HTTP/1.1 502 Bad Gateway\r\n\r\n");
  }

  @Test
  void anotherStatusIsAnErrorWithItsLine() {
    String head = "HTTP/1.1 403 Forbidden\r\nVia: x\r\n\r\n";
    assertEquals(
        "the status should be 200, but the proxy sent HTTP/1.1 403 Forbidden",
        assertThrows(IOException.class, () -> Expect.status(200, head)).getMessage());
  }
}
