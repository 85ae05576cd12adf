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

/// The writing half of a [TlsConnection]. For one thread.
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

  /// Sends what the handshake has to say next.
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

  /// Ends the stream: close_notify. A second time does nothing.
  void end() throws IOException {
    engine.closeOutbound();
    sendLeft();
  }

  /// Sends the alert about a failure, if it can be sent.
  void sayWhatIsLeft() {
    try {
      sendLeft();
    } catch (IOException e) {
      // The failure itself is told.
    }
  }

  private void sendLeft() throws IOException {
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

  /// Makes a record of some of `from`, in a buffer that is emptied before it is too full.
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
        throw new SocketException("the stream of TLS has ended");
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
