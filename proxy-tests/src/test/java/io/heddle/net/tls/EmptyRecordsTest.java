package io.heddle.net.tls;

import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.heddle.address.Address;
import io.heddle.address.Endpoint;
import io.heddle.net.BufferPool;
import io.heddle.net.Connection;
import io.heddle.support.SelfSignedCertificate;
import io.heddle.time.Deadline;
import io.heddle.wire.ByteReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import javax.net.ssl.SSLEngine;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// TLS peer that sends empty records without a pause.
@Tag("component")
class EmptyRecordsTest {
  @TempDir private static Path folder;

  @Test
  void emptyRecordsCountAsNoBytesYet() throws IOException {
    SelfSignedCertificate us = SelfSignedCertificate.of(folder, "dns:localhost");
    SSLEngine client = us.trusting().createSSLEngine();
    client.setUseClientMode(true);
    client.beginHandshake();
    SSLEngine server = us.context(us).createSSLEngine();
    server.setUseClientMode(false);
    TlsConnection connection = TlsConnection.over(new Empty(client), server, new BufferPool());
    int count =
        assertTimeoutPreemptively(
            ofSeconds(10), () -> connection.readNow(ByteBuffer.allocate(1000)));
    assertEquals(0, count);
  }

  /// Transport to a client that always has a record, after the handshake an empty one.
  private static final class Empty implements Connection {
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final SSLEngine client;
    private final ByteReader reader = new ByteReader(into -> -1);
    private final ByteBuffer received = ByteBuffer.allocate(64 * 1024).flip();

    Empty(SSLEngine client) {
      this.client = client;
    }

    @Override
    public int readNow(ByteBuffer into) throws IOException {
      hear();
      return client.wrap(NOTHING, into).bytesProduced();
    }

    @Override
    public void write(ByteBuffer from) throws IOException {
      received.compact().put(from).flip();
      hear();
    }

    @Override
    public boolean writeNow(ByteBuffer from) throws IOException {
      write(from);
      return true;
    }

    private void hear() throws IOException {
      ByteBuffer payload = ByteBuffer.allocate(client.getSession().getApplicationBufferSize());
      while (true) {
        switch (client.getHandshakeStatus()) {
          case NEED_TASK -> client.getDelegatedTask().run();
          case NEED_UNWRAP, NEED_UNWRAP_AGAIN -> {
            if (client.unwrap(received, payload).bytesConsumed() == 0) {
              return;
            }
          }
          case NEED_WRAP, FINISHED, NOT_HANDSHAKING -> {
            return;
          }
        }
      }
    }

    @Override
    public ByteReader reader() {
      return reader;
    }

    @Override
    public void deadline(Deadline deadline) {
      // Nothing here waits.
    }

    @Override
    public void awaitReadable() {
      // It always is.
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
      return readNow(into);
    }

    @Override
    public void shutdownOutput() {
      // It never ends.
    }

    @Override
    public void resetOnClose() {
      // Nobody looks.
    }

    @Override
    public void keepAlive() {
      // Nobody goes.
    }

    @Override
    public Address local() {
      return Endpoint.UNSPECIFIED;
    }

    @Override
    public Address remote() {
      return Endpoint.UNSPECIFIED;
    }

    @Override
    public void close() {
      // Nothing is held.
    }
  }
}
