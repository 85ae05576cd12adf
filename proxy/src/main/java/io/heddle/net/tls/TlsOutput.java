package io.heddle.net.tls;

import io.heddle.net.BufferPool;
import io.heddle.net.Connection;
import io.heddle.net.scheduler.SchedulerFactory;
import java.io.IOException;
import java.net.SocketException;
import java.nio.ByteBuffer;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;

/// Writing half of a [TlsConnection]. For one thread.
final class TlsOutput {
  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  private final Connection transport;
  private final SSLEngine engine;
  private final BufferPool buffers;

  TlsOutput(Connection transport, SSLEngine engine, BufferPool buffers) {
    this.transport = transport;
    this.engine = engine;
    this.buffers = buffers;
  }

  /// Sends all of `from`.
  void write(ByteBuffer from) throws IOException {
    ByteBuffer records = buffers.take();
    try {
      while (from.hasRemaining()) {
        encrypt(from, records);
      }
      flush(records);
    } finally {
      buffers.give(records);
    }
  }

  /// Sends the next messages of the handshake.
  void writeHandshake() throws IOException {
    ByteBuffer records = buffers.take();
    try {
      while (engine.getHandshakeStatus() == HandshakeStatus.NEED_WRAP) {
        encrypt(NOTHING, records);
      }
      flush(records);
    } finally {
      buffers.give(records);
    }
  }

  /// Ends the stream by a close_notify alert. A second call does nothing.
  void sendCloseNotify() throws IOException {
    engine.closeOutbound();
    sendPending();
  }

  /// Sends the alert about a failure, if the transport takes it.
  void sendPendingAlert() {
    try {
      sendPending();
    } catch (IOException e) {
      // The failure itself is reported by the caller.
    }
  }

  private void sendPending() throws IOException {
    ByteBuffer records = buffers.take();
    try {
      SSLEngineResult result;
      do {
        result = engine.wrap(NOTHING, records);
      } while (result.bytesProduced() > 0 && !engine.isOutboundDone());
      flush(records);
    } finally {
      buffers.give(records);
    }
  }

  /// Encrypts some of `from` into a record in `records`, which is sent first if it is full.
  private void encrypt(ByteBuffer from, ByteBuffer records) throws IOException {
    SSLEngineResult result = engine.wrap(from, records);
    switch (result.getStatus()) {
      case OK -> {
        while (engine.getHandshakeStatus() == HandshakeStatus.NEED_TASK) {
          SchedulerFactory.compute(engine.getDelegatedTask());
        }
        if (result.bytesConsumed() == 0 && result.bytesProduced() == 0) {
          throw new SocketException("TLS takes no payload now");
        }
      }
      case BUFFER_OVERFLOW -> flush(records);
      case CLOSED, BUFFER_UNDERFLOW -> {
        flush(records);
        throw new SocketException("the TLS stream has ended");
      }
    }
  }

  private void flush(ByteBuffer records) throws IOException {
    try {
      transport.write(records.flip());
    } finally {
      records.clear();
    }
  }
}
