package io.heddle.support;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.heddle.address.Endpoint;
import io.heddle.address.Host;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/// Scripted end of a stream: sends data, and asserts the received data. Each wait has a limit of
/// fifteen seconds, if it is not changed.
///
///     client.sends("05 01 00").receives("05 00");
public final class Peer implements AutoCloseable {
  /// Longer than any fixed time limit of the program, the longest of which is ten seconds.
  private static final int PATIENCE_MILLIS = 15_000;

  private static final HexFormat HEX = HexFormat.ofDelimiter(" ");

  private final Socket socket;
  private final Socket carrier;

  Peer(Socket socket) throws IOException {
    this(socket, socket);
  }

  /// @param carrier socket below TLS, or `socket` itself
  private Peer(Socket socket, Socket carrier) throws IOException {
    this.socket = socket;
    this.carrier = carrier;
    socket.setSoTimeout(PATIENCE_MILLIS);
    socket.setTcpNoDelay(true);
  }

  /// Opens a connection to an IP address and port.
  public static Peer connect(Endpoint address) {
    try {
      Socket socket = new Socket();
      socket.connect(
          new InetSocketAddress(((Host.Ip) address.host()).address(), address.port()),
          PATIENCE_MILLIS);
      return new Peer(socket);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Opens a connection from a local IP address.
  public static Peer connect(Endpoint address, String from) {
    try {
      Socket socket = new Socket();
      socket.bind(new InetSocketAddress(InetAddress.ofLiteral(from), 0));
      socket.connect(
          new InetSocketAddress(((Host.Ip) address.host()).address(), address.port()),
          PATIENCE_MILLIS);
      return new Peer(socket);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Server side of TLS on this stream, by the JDK. The handshake runs with the first bytes.
  ///
  /// @param clientCertificate whether the client must have a certificate
  public Peer inTls(SSLContext context, String protocol, boolean clientCertificate) {
    return get(() -> {
      SSLSocket secured =
          (SSLSocket) context.getSocketFactory().createSocket(socket, null, -1, true);
      secured.setUseClientMode(false);
      secured.setEnabledProtocols(new String[] {protocol});
      secured.setNeedClientAuth(clientCertificate);
      return new Peer(secured);
    });
  }

  /// Client side of TLS on this stream, by the JDK, after the handshake.
  ///
  /// @param applicationProtocols protocols offered by ALPN
  public Peer shakesHands(SSLContext context, String protocol, String... applicationProtocols) {
    return get(() -> {
      SSLSocket secured =
          (SSLSocket) context.getSocketFactory().createSocket(socket, "localhost", 0, true);
      secured.setEnabledProtocols(new String[] {protocol});
      SSLParameters parameters = secured.getSSLParameters();
      parameters.setApplicationProtocols(applicationProtocols);
      secured.setSSLParameters(parameters);
      secured.startHandshake();
      return new Peer(secured, socket);
    });
  }

  /// Sends the first message of a TLS handshake, and no more. Returns when the server has answered.
  public Peer beginsHandshake(SSLContext context) {
    return doing(() -> {
      SSLEngine engine = context.createSSLEngine();
      engine.setUseClientMode(true);
      ByteBuffer hello = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
      engine.wrap(ByteBuffer.allocate(0), hello);
      socket.getOutputStream().write(hello.array(), 0, hello.position());
      if (socket.getInputStream().read() < 0) {
        throw new EOFException("no answer to the handshake");
      }
    });
  }

  /// Server side of TLS on this stream, with an application protocol selected by ALPN.
  public Peer inTlsFor(String applicationProtocol, SSLContext context) {
    return get(() -> {
      SSLSocket secured =
          (SSLSocket) context.getSocketFactory().createSocket(socket, null, -1, true);
      secured.setUseClientMode(false);
      SSLParameters parameters = secured.getSSLParameters();
      parameters.setApplicationProtocols(new String[] {applicationProtocol});
      secured.setSSLParameters(parameters);
      return new Peer(secured);
    });
  }

  /// Sends bytes written in hexadecimal, separated by spaces.
  public Peer sends(String hex) {
    return sendsBytes(HEX.parseHex(hex));
  }

  /// Sends text in ISO 8859-1.
  public Peer sendsText(String text) {
    return sendsBytes(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  /// Sends bytes in one write.
  public Peer sendsBytes(byte[] bytes) {
    return doing(() -> socket.getOutputStream().write(bytes));
  }

  /// Sends bytes one at a time, each in a segment of its own.
  public Peer sendsSlowly(String hex) {
    return doing(() -> {
      for (byte b : HEX.parseHex(hex)) {
        socket.getOutputStream().write(b);
      }
    });
  }

  /// Receives exactly these bytes.
  public Peer receives(String hex) {
    assertEquals(hex, HEX.formatHex(receivesBytes(HEX.parseHex(hex).length)));
    return this;
  }

  /// Receives exactly this text.
  public Peer receivesText(String text) {
    assertEquals(text, new String(receivesBytes(text.length()), StandardCharsets.ISO_8859_1));
    return this;
  }

  /// Receives exactly these bytes.
  public Peer receivesBytes(byte[] expected) {
    assertArrayEquals(expected, receivesBytes(expected.length));
    return this;
  }

  /// Receives `count` bytes, or fewer if the stream ends.
  public byte[] receivesBytes(int count) {
    return get(() -> socket.getInputStream().readNBytes(count));
  }

  /// Receives the available bytes, up to a maximum; an empty array at the end of the stream.
  byte[] receivesSome(int most) {
    return get(() -> {
      byte[] buffer = new byte[most];
      return Arrays.copyOf(buffer, Math.max(0, socket.getInputStream().read(buffer)));
    });
  }

  /// Receives exactly these bytes with one read: they were sent in one write.
  public Peer receivesAtOnce(String hex) {
    assertEquals(hex, HEX.formatHex(oneRead()));
    return this;
  }

  /// Receives exactly this text with one read.
  public Peer receivesTextAtOnce(String text) {
    assertEquals(text, new String(oneRead(), StandardCharsets.ISO_8859_1));
    return this;
  }

  private byte[] oneRead() {
    return get(() -> {
      byte[] buffer = new byte[4096];
      int count = socket.getInputStream().read(buffer);
      return Arrays.copyOf(buffer, Math.max(count, 0));
    });
  }

  /// Asserts that nothing has been received.
  public Peer hasReceivedNothing() {
    assertEquals(0, (int) get(() -> socket.getInputStream().available()));
    return this;
  }

  /// Receives an HTTP head: text up to and including an empty line.
  public String receivesHead() {
    return receivesUntil("\r\n\r\n") + "\r\n\r\n";
  }

  /// Receives text up to and including `end`, and returns it without that.
  public String receivesUntil(String end) {
    return get(() -> {
      ByteArrayOutputStream text = new ByteArrayOutputStream();
      while (!text.toString(StandardCharsets.ISO_8859_1).endsWith(end)) {
        int next = socket.getInputStream().read();
        if (next < 0) {
          throw new AssertionError("the stream ended inside: " + text);
        }
        text.write(next);
      }
      String received = text.toString(StandardCharsets.ISO_8859_1);
      return received.substring(0, received.length() - end.length());
    });
  }

  /// Receives text until the end of the stream.
  public String receivesRest() {
    return new String(
        get(() -> socket.getInputStream().readAllBytes()), StandardCharsets.ISO_8859_1);
  }

  /// Asserts that the stream ends without further data.
  public Peer receivesEnd() {
    assertEquals("", receivesRest());
    return this;
  }

  /// Asserts that the stream ends, or is reset because of our unread data, without further data.
  public Peer receivesEndOrReset() {
    try {
      assertEquals(-1, socket.getInputStream().read());
    } catch (SocketTimeoutException e) {
      throw new AssertionError("the stream goes on", e);
    } catch (IOException e) {
      // A reset.
    }
    return this;
  }

  /// Asserts that the stream is reset, possibly after data.
  public Peer receivesReset() {
    assertThrows(SocketException.class, () -> socket.getInputStream().readAllBytes());
    return this;
  }

  /// Changes the limit of each wait.
  public Peer waitsFor(Duration limit) {
    return doing(() -> socket.setSoTimeout(Math.toIntExact(limit.toMillis())));
  }

  /// Limits the receive buffer, so that the sender must wait until its data is read.
  public Peer hasLittleRoom() {
    return doing(() -> socket.setReceiveBufferSize(64 * 1024));
  }

  /// Shuts down the output.
  public Peer ends() {
    return doing(socket::shutdownOutput);
  }

  /// Closes with a reset.
  public void resets() {
    doing(() -> {
      carrier.setSoLinger(true, 0);
      carrier.close();
    });
  }

  /// Socket of this end.
  public Socket socket() {
    return socket;
  }

  /// Socket below TLS, or the same as [#socket].
  Socket carrier() {
    return carrier;
  }

  @Override
  public void close() {
    doing(socket::close);
  }

  private Peer doing(Action action) {
    return get(() -> {
      action.run();
      return this;
    });
  }

  private static <T> T get(Source<T> source) {
    try {
      return source.get();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private interface Action {
    void run() throws IOException;
  }

  private interface Source<T> {
    T get() throws IOException;
  }
}
