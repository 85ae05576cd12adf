package io.heddle.net.tls;

import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.heddle.net.BufferPool;
import io.heddle.net.SocketConnection;
import io.heddle.support.SelfSignedCertificate;
import io.heddle.time.Deadline;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import javax.net.ssl.SSLEngine;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// ClientHello in one record that is longer than RFC 5246 §6.2.3 allows, but not longer than the JDK takes.
/// The JDK wants as much room for each of its own records from then on.
@Tag("component")
class LongClientHelloTest {
  private static final int HANDSHAKE = 22;

  /// Type of the padding extension (RFC 7685 §4).
  private static final int PADDING = 21;

  /// The longest record of a handshake that the JDK takes: header, and a message of at most 32 KiB.
  private static final int LONGEST = 5 + 4 + 32_768;

  @TempDir private static Path folder;

  @ParameterizedTest
  @CsvSource({"2000, -1", "17000, -1", "17000, 10000000", "32777, -1", "32777, 10000000"})
  void isAnswered(int length, long poolLimit) throws Exception {
    BufferPool buffers = new BufferPool(poolLimit);
    SelfSignedCertificate us = SelfSignedCertificate.of(folder, "dns:localhost");
    SSLEngine server = us.context(us).createSSLEngine();
    server.setUseClientMode(false);
    byte[] hello = hello(us, length);
    assertEquals(length, hello.length);
    try (ServerSocketChannel listener = ServerSocketChannel.open().bind(null);
        Socket client = SocketChannel.open(listener.getLocalAddress()).socket();
        SocketConnection accepted = accept(listener)) {
      client.getOutputStream().write(hello);
      client.shutdownOutput();
      assertTimeoutPreemptively(
          ofSeconds(10),
          () ->
              assertThrows(
                  EOFException.class, () -> TlsConnection.over(accepted, server, buffers)));
      accepted.shutdownOutput();
      assertEquals(HANDSHAKE, client.getInputStream().read());
    }
  }

  private static SocketConnection accept(ServerSocketChannel listener) throws IOException {
    SocketChannel accepted = listener.accept();
    accepted.configureBlocking(false);
    SocketConnection connection = new SocketConnection(accepted);
    connection.deadline(Deadline.after(ofSeconds(5)));
    return connection;
  }

  /// The first record of a client, with an extension that fills it up.
  ///
  ///     type  version  length  type  length  …  extensions  their length before them
  ///     1     2        2       1     3
  private static byte[] hello(SelfSignedCertificate trusted, int length) throws Exception {
    SSLEngine client = trusted.trusting().createSSLEngine();
    client.setUseClientMode(true);
    client.beginHandshake();
    ByteBuffer record = ByteBuffer.allocate(LONGEST);
    client.wrap(ByteBuffer.allocate(0), record);
    int end = record.position();
    int extensions = extensions(record);
    int padding = length - end - 4;
    record.putShort((short) PADDING).putShort((short) padding).position(length).flip();
    record.putShort(extensions, (short) (length - extensions - 2));
    record.putShort(3, (short) (length - 5));
    record.put(6, (byte) 0).putShort(7, (short) (length - 9));
    byte[] bytes = new byte[length];
    record.get(bytes);
    return bytes;
  }

  /// The place of the length of all extensions: after version, random, session, ciphers and compressions.
  private static int extensions(ByteBuffer record) {
    int session = 5 + 4 + 2 + 32;
    int ciphers = session + 1 + record.get(session);
    int compressions = ciphers + 2 + record.getShort(ciphers);
    return compressions + 1 + record.get(compressions);
  }
}
