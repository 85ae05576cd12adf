package io.heddle.lab.soak;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.heddle.lab.client.ClientAssociation;
import io.heddle.lab.client.Expect;
import io.heddle.lab.client.HttpConnectClient;
import io.heddle.lab.client.HttpMessageReader;
import io.heddle.lab.client.OriginRole;
import io.heddle.lab.client.ProxyClient;
import io.heddle.lab.client.Socks4Client;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;

/// Kind of client in the soak test. Some of them misbehave.
enum SoakClient {
  SOCKS5,
  SOCKS4,
  SOCKS4A,
  CONNECT,
  FORWARDED,
  HALF_CLOSED,
  RESET_BY_CLIENT,
  BULK,
  REFUSED,
  MALFORMED,
  ABANDONED_HANDSHAKE,
  DATAGRAMS;

  private static final int ROUNDS = 5;
  private static final int MESSAGE = 100;
  private static final int DATAGRAM_TIMEOUT_MILLIS = 5000;

  /// Whether the route serves this kind of client.
  boolean supports(ChainRoute route) {
    return this != DATAGRAMS || route == ChainRoute.DIRECT || route == ChainRoute.SOCKS5_UPSTREAM;
  }

  /// Connects, does what this kind of client does, and closes.
  ///
  /// @throws IOException if the proxy does not serve it as it should
  void run(ProxyClient proxy) throws IOException {
    switch (this) {
      case SOCKS5 -> echoOverSocks5(proxy);
      case SOCKS4 -> echoOverSocks4(proxy, proxy.origin());
      case SOCKS4A -> echoOverSocks4(proxy, named(proxy.origin()));
      case CONNECT -> echoOverConnect(proxy);
      case FORWARDED -> requestPages(proxy);
      case HALF_CLOSED -> echoAfterHalfClose(proxy);
      case RESET_BY_CLIENT -> reset(proxy);
      case BULK -> download(proxy);
      case REFUSED -> connectToClosedPort(proxy);
      case MALFORMED -> sendMalformedRequest(proxy);
      case ABANDONED_HANDSHAKE -> abandonHandshake(proxy);
      case DATAGRAMS -> echoDatagrams(proxy);
    }
  }

  private static InetSocketAddress named(InetSocketAddress address) {
    return InetSocketAddress.createUnresolved("localhost", address.getPort());
  }

  private static void echoOverSocks5(ProxyClient proxy) throws IOException {
    try (Socket socket = proxy.open(OriginRole.ECHO)) {
      echo(socket);
    }
  }

  private static void echoOverSocks4(ProxyClient proxy, InetSocketAddress destination)
      throws IOException {
    try (Socket socket = proxy.connect()) {
      int reply = Socks4Client.connect(socket, destination);
      Expect.equal("the SOCKS 4 reply", Socks4Client.GRANTED, reply);
      socket.getOutputStream().write(OriginRole.ECHO.letter());
      echo(socket);
    }
  }

  private static void echoOverConnect(ProxyClient proxy) throws IOException {
    try (Socket socket = proxy.connect()) {
      Expect.status(200, HttpConnectClient.connect(socket, proxy.origin()));
      socket.getOutputStream().write(OriginRole.ECHO.letter());
      echo(socket);
    }
  }

  private static void echo(Socket socket) throws IOException {
    byte[] message = new byte[MESSAGE];
    for (int i = 0; i < ROUNDS; i++) {
      socket.getOutputStream().write(message);
      int received = socket.getInputStream().readNBytes(MESSAGE).length;
      Expect.equal("the length of the echo", MESSAGE, received);
    }
  }

  private static void requestPages(ProxyClient proxy) throws IOException {
    int length = 1000;
    try (Socket socket = proxy.connect()) {
      HttpMessageReader responses = new HttpMessageReader(socket.getInputStream());
      for (int i = 0; i < ROUNDS; i++) {
        socket.getOutputStream().write(proxy.getRequest(length).getBytes(US_ASCII));
        Expect.status(200, responses.nextHead());
        responses.skip(length);
      }
    }
  }

  private static void echoAfterHalfClose(ProxyClient proxy) throws IOException {
    int length = 100_000;
    try (Socket socket = proxy.open(OriginRole.ECHO)) {
      socket.getOutputStream().write(new byte[length]);
      socket.shutdownOutput();
      int received = socket.getInputStream().readAllBytes().length;
      Expect.equal("the length of the echo", length, received);
    }
  }

  private static void reset(ProxyClient proxy) throws IOException {
    int length = 10_000;
    try (Socket socket = proxy.open(OriginRole.SOURCE)) {
      int received = socket.getInputStream().readNBytes(length).length;
      Expect.equal("the length of the download", length, received);
      socket.setSoLinger(true, 0);
    }
  }

  private static void download(ProxyClient proxy) throws IOException {
    try (Socket socket = proxy.open(OriginRole.SOURCE)) {
      socket.getInputStream().skipNBytes(4 << 20);
    }
  }

  private static void connectToClosedPort(ProxyClient proxy) throws IOException {
    // Nobody listens on port 1.
    InetSocketAddress closed = new InetSocketAddress(proxy.origin().getAddress(), 1);
    try (Socket socket = proxy.connect()) {
      Expect.status(502, HttpConnectClient.connect(socket, closed));
    }
  }

  private static void sendMalformedRequest(ProxyClient proxy) throws IOException {
    try (Socket socket = proxy.connect()) {
      socket.getOutputStream().write(new byte[] {5, 1, 0, 9, 9, 9, 9, 9, 9, 9});
      socket.getInputStream().readAllBytes();
    } catch (SocketException e) {
      // The proxy may also reset the connection.
    }
  }

  private static void abandonHandshake(ProxyClient proxy) throws IOException {
    try (Socket socket = proxy.connect()) {
      socket.getOutputStream().write(new byte[] {5, 1});
    }
  }

  private static void echoDatagrams(ProxyClient proxy) throws IOException {
    try (ClientAssociation association = proxy.associate();
        DatagramSocket socket = new DatagramSocket(0, association.control().getLocalAddress())) {
      socket.setSoTimeout(DATAGRAM_TIMEOUT_MILLIS);
      byte[] datagram = association.datagram(500);
      for (int i = 0; i < ROUNDS; i++) {
        socket.send(new DatagramPacket(datagram, datagram.length, association.relay()));
        DatagramPacket answer = new DatagramPacket(new byte[1000], 1000);
        socket.receive(answer);
        Expect.equal("the length of the echo", datagram.length, answer.getLength());
      }
    }
  }
}
