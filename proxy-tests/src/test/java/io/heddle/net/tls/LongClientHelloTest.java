package io.heddle.net.tls;

import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.heddle.net.BufferPool;
import io.heddle.support.ClientHellos;
import io.heddle.support.SelfSignedCertificate;
import io.heddle.support.SocketPair;
import io.heddle.time.Deadline;
import java.io.EOFException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import javax.net.ssl.SSLEngine;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// ClientHello in one record that may be longer than RFC 5246 §6.2.3 allows, but not longer than the JDK
/// takes, with and without room in the pool of buffers.
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
    try (SocketPair pair = SocketPair.open()) {
      pair.near().deadline(Deadline.after(ofSeconds(5)));
      Socket client = pair.far().socket();
      client.getOutputStream().write(hello);
      client.shutdownOutput();
      assertTimeoutPreemptively(
          ofSeconds(10),
          () ->
              assertThrows(
                  EOFException.class, () -> TlsConnection.over(pair.near(), server, buffers)));
      pair.near().shutdownOutput();
      assertEquals(HANDSHAKE, client.getInputStream().read());
    }
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
    int extensions = extensions(record);
    byte[] padding = new byte[length - record.position() - 4];
    record.put(ClientHellos.extension(PADDING, padding)).flip();
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
