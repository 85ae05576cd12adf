package io.heddle.lab.origin;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.heddle.lab.client.ClientAssociation;
import io.heddle.lab.client.Expect;
import io.heddle.lab.client.HttpMessageReader;
import io.heddle.lab.client.OriginRole;
import io.heddle.lab.client.ProxyClient;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.Socket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class OriginServerTest {
  private OriginServer origin;
  private ProxyClient client;

  @BeforeEach
  void start() throws IOException {
    origin = new OriginServer();
    client = ProxyClient.direct(origin.address());
  }

  @AfterEach
  void stop() throws IOException {
    origin.close();
  }

  @Test
  void echoSendsEverythingBack() throws IOException {
    try (Socket socket = client.open(OriginRole.ECHO)) {
      socket.getOutputStream().write(new byte[] {1, 2, 3});
      socket.shutdownOutput();
      assertArrayEquals(new byte[] {1, 2, 3}, socket.getInputStream().readAllBytes());
    }
  }

  @Test
  void sourceSendsOnAndOn() throws IOException {
    try (Socket socket = client.open(OriginRole.SOURCE)) {
      socket.getInputStream().skipNBytes(10_000_000);
    }
  }

  @Test
  void sinkAcknowledgesEachMebibyte() throws IOException {
    try (Socket socket = client.open(OriginRole.SINK)) {
      socket.getOutputStream().write(new byte[3 * (1 << 20) - 1]);
      assertEquals(2, socket.getInputStream().readNBytes(2).length);
      socket.getOutputStream().write(0);
      socket.shutdownOutput();
      assertEquals(1, socket.getInputStream().readAllBytes().length);
    }
  }

  @Test
  void requestsShareAConnection() throws IOException {
    try (Socket socket = client.connect()) {
      HttpMessageReader responses = new HttpMessageReader(socket.getInputStream());
      String post = "POST /7 HTTP/1.1\r\nHost: x\r\n";
      String[] requests = {
        client.getRequest(70_000),
        post + "Content-Length: 3\r\n\r\nabc",
        post + "Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n",
        "GET /chunked/13 HTTP/1.0\r\n\r\n"
      };
      for (String request : requests) {
        socket.getOutputStream().write(request.getBytes(US_ASCII));
        String head = responses.nextHead();
        Expect.status(200, head);
        responses.skipBody(head);
      }
      socket.shutdownOutput();
      assertEquals("", responses.nextHead());
    }
  }

  @Test
  void datagramsComeBack() throws IOException {
    try (ClientAssociation association = client.associate();
        DatagramSocket socket = new DatagramSocket(0, origin.address().getAddress())) {
      byte[] datagram = association.datagram(500);
      socket.send(new DatagramPacket(datagram, datagram.length, association.relay()));
      DatagramPacket answer = new DatagramPacket(new byte[1000], 1000);
      socket.receive(answer);
      assertEquals(500, answer.getLength());
    }
  }

  @Test
  void thePathSaysTheLengthAndTheFraming() throws IOException {
    String start = "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n";
    assertEquals(
        start + "Content-Length: 2\r\n\r\n\0\0",
        new String(HttpOrigin.response("ET /2 HTTP/1.1\r\n\r\n"), US_ASCII));
    assertEquals(
        start + "Transfer-Encoding: chunked\r\n\r\n2\r\n\0\0\r\n0\r\n\r\n",
        new String(HttpOrigin.response("GET /chunked/2 HTTP/1.0\r\n\r\n"), US_ASCII));
    assertThrows(IOException.class, () -> HttpOrigin.response("GET /x HTTP/1.1\r\n\r\n"));
  }
}
