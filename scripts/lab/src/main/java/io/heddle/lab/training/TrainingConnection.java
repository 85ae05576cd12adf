package io.heddle.lab.training;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.heddle.lab.client.ClientAssociation;
import io.heddle.lab.client.Expect;
import io.heddle.lab.client.HttpConnectClient;
import io.heddle.lab.client.HttpMessageReader;
import io.heddle.lab.client.OriginRole;
import io.heddle.lab.client.ProxyClient;
import io.heddle.lab.client.Socks4Client;
import io.heddle.lab.client.Socks5Client;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ThreadLocalRandom;

/// Client side of one connection to the proxy under training.
final class TrainingConnection implements AutoCloseable {
  /// Limit of each wait, which only a proxy that hangs can reach.
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  private static final int MESSAGES = 5;
  private static final int MESSAGE = 100;
  private static final int HALF_CLOSED = 10_000;
  private static final int BULK = 4 << 20;
  private static final int BURSTS = 200;
  private static final int BURST = 8;
  private static final int DATAGRAM = 500;

  private final Socket socket;

  private TrainingConnection(Socket socket) {
    this.socket = socket;
  }

  static TrainingConnection open(ProxyClient client) throws IOException {
    Socket socket = client.connect();
    socket.setSoTimeout((int) TIMEOUT.toMillis());
    return new TrainingConnection(socket);
  }

  void socks5(InetSocketAddress destination, int expectedReply) throws IOException {
    int reply = Socks5Client.connect(socket, destination);
    Expect.equal("the SOCKS 5 reply", expectedReply, reply);
  }

  void socks4(InetSocketAddress destination, int expectedReply) throws IOException {
    int reply = Socks4Client.connect(socket, destination);
    Expect.equal("the SOCKS 4 reply", expectedReply, reply);
  }

  void connect(InetSocketAddress destination, int expectedStatus) throws IOException {
    Expect.status(expectedStatus, HttpConnectClient.connect(socket, destination));
  }

  void send(String text) throws IOException {
    send(text.getBytes(US_ASCII));
  }

  void send(int... values) throws IOException {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
    send(bytes);
  }

  private void send(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
  }

  /// Sends a request in `parts` so often, and receives a whole response each time.
  void request(int times, int expectedStatus, String... parts) throws IOException {
    HttpMessageReader responses = new HttpMessageReader(socket.getInputStream());
    for (int i = 0; i < times; i++) {
      for (String part : parts) {
        send(part);
      }
      String head = responses.nextHead();
      Expect.status(expectedStatus, head);
      responses.skipBody(head);
    }
  }

  /// Sends a request, and receives a response that ends with the connection.
  void requestUntilClose(int expectedStatus, String request) throws IOException {
    send(request);
    Expect.status(expectedStatus, HttpConnectClient.readHead(socket.getInputStream()));
    socket.getInputStream().readAllBytes();
  }

  void echoMessages() throws IOException {
    send(OriginRole.ECHO.letter());
    for (int i = 0; i < MESSAGES; i++) {
      byte[] message = random(MESSAGE);
      send(message);
      checkSame(message, socket.getInputStream().readNBytes(message.length));
    }
  }

  /// The origin sends after this side has ended.
  void echoAfterHalfClose() throws IOException {
    byte[] all = random(HALF_CLOSED);
    sendAndEnd(all);
    checkSame(all, socket.getInputStream().readAllBytes());
  }

  /// Both directions are busy at the same time.
  void echoBulk() throws Exception {
    byte[] all = random(BULK);
    FutureTask<Void> sender = new FutureTask<>(() -> sendAndEnd(all));
    Thread.ofVirtual().start(sender);
    checkSame(all, socket.getInputStream().readAllBytes());
    sender.get();
  }

  private Void sendAndEnd(byte[] all) throws IOException {
    send(OriginRole.ECHO.letter());
    send(all);
    socket.shutdownOutput();
    return null;
  }

  /// Opens a UDP association. Datagrams come and go in bursts, as those of QUIC do.
  void echoDatagrams(InetSocketAddress origin) throws IOException {
    InetSocketAddress relay = Socks5Client.associate(socket);
    ClientAssociation association = new ClientAssociation(socket, relay, Optional.of(origin));
    byte[] datagram = association.datagram(DATAGRAM);
    try (DatagramSocket datagrams = new DatagramSocket(0, socket.getLocalAddress())) {
      datagrams.setSoTimeout((int) TIMEOUT.toMillis());
      datagrams.connect(relay);
      for (int i = 0; i < BURSTS; i++) {
        for (int j = 0; j < BURST; j++) {
          datagrams.send(new DatagramPacket(datagram, datagram.length));
        }
        for (int j = 0; j < BURST; j++) {
          DatagramPacket answer = new DatagramPacket(new byte[1000], 1000);
          datagrams.receive(answer);
          checkSame(datagram, Arrays.copyOf(answer.getData(), answer.getLength()));
        }
      }
    }
  }

  /// Reads until the proxy closes or resets the connection.
  void awaitEnd() throws IOException {
    try {
      socket.getInputStream().readAllBytes();
    } catch (SocketException e) {
      // The proxy has reset the connection.
    }
  }

  private static byte[] random(int length) {
    byte[] bytes = new byte[length];
    ThreadLocalRandom.current().nextBytes(bytes);
    return bytes;
  }

  private static void checkSame(byte[] sent, byte[] received) throws IOException {
    if (!Arrays.equals(sent, received)) {
      throw new IOException(
          "%d bytes sent, %d received, and not the same".formatted(sent.length, received.length));
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
