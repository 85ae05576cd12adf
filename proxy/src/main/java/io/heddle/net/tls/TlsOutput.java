package io.heddle.net.tls;

import io.heddle.net.BufferPool;
import io.heddle.net.Connection;
import io.heddle.net.scheduler.Schedulers;
import java.io.IOException;
import java.net.SocketException;
import java.nio.ByteBuffer;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;

/// Writing half of a [TlsConnection]. Not thread-safe.
///
/// It holds no buffer of the pool while it waits. Records that the transport has not taken yet are in
/// an array of just their size.
final class TlsOutput {
  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  private final Connection transport;
  private final SSLEngine engine;
  private final BufferPool buffers;

  /// Records that the transport has not taken, while [#isPending].
  private ByteBuffer pending = NOTHING;

  private boolean isPending;

  TlsOutput(Connection transport, SSLEngine engine, BufferPool buffers) {
    this.transport = transport;
    this.engine = engine;
    this.buffers = buffers;
  }

  /// Sends all of `from`.
  void write(ByteBuffer from) throws IOException {
    while (!writeNow(from)) {
      awaitPending();
    }
  }

  /// Sends as much of `from` as the transport takes now.
  ///
  /// @return whether all of it has been sent
  boolean writeNow(ByteBuffer from) throws IOException {
    if (!sendPendingNow()) {
      return false;
    }
    ByteBuffer records = buffers.takeForRecords();
    try {
      boolean sent = true;
      while (sent && from.hasRemaining()) {
        if (encrypt(from, records) == SSLEngineResult.Status.BUFFER_OVERFLOW) {
          sent = sendNow(records);
        }
      }
      return sent && sendNow(records);
    } finally {
      buffers.give(records);
    }
  }

  /// Sends encrypted records, or as much of them as the transport takes now.
  private boolean sendNow(ByteBuffer records) throws IOException {
    if (!transport.writeNow(records.flip())) {
      pending = BufferPool.copy(records);
      isPending = true;
    }
    records.clear();
    return !isPending;
  }

  private boolean sendPendingNow() throws IOException {
    isPending = isPending && !transport.writeNow(pending);
    if (!isPending) {
      pending = NOTHING;
    }
    return !isPending;
  }

  private void awaitPending() throws IOException {
    if (isPending) {
      transport.write(pending);
      isPending = false;
      pending = NOTHING;
    }
  }

  /// Sends the next messages of the handshake.
  void writeHandshake() throws IOException {
    while (engine.getHandshakeStatus() == HandshakeStatus.NEED_WRAP) {
      awaitPending();
      ByteBuffer records = buffers.takeForRecords();
      try {
        wrapHandshake(records);
        boolean _ = sendNow(records);
      } finally {
        buffers.give(records);
      }
    }
    awaitPending();
  }

  /// Encrypts messages of the handshake until there is none, or no room.
  private void wrapHandshake(ByteBuffer records) throws IOException {
    SSLEngineResult.Status status = SSLEngineResult.Status.OK;
    while (status == SSLEngineResult.Status.OK
        && engine.getHandshakeStatus() == HandshakeStatus.NEED_WRAP) {
      status = encrypt(NOTHING, records);
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

  /// Sends what the engine still has to say.
  private void sendPending() throws IOException {
    awaitPending();
    ByteBuffer records = buffers.takeForRecords();
    try {
      SSLEngineResult result;
      do {
        result = engine.wrap(NOTHING, records);
      } while (result.bytesProduced() > 0 && !engine.isOutboundDone());
      boolean _ = sendNow(records);
    } finally {
      buffers.give(records);
    }
    awaitPending();
  }

  /// Encrypts some of `from` into a record in `records`, unless that is full.
  private SSLEngineResult.Status encrypt(ByteBuffer from, ByteBuffer records) throws IOException {
    SSLEngineResult result = engine.wrap(from, records);
    switch (result.getStatus()) {
      case OK -> {
        while (engine.getHandshakeStatus() == HandshakeStatus.NEED_TASK) {
          Schedulers.compute(engine.getDelegatedTask());
        }
        if (result.bytesConsumed() == 0 && result.bytesProduced() == 0) {
          throw new SocketException("TLS takes no payload now");
        }
      }
      case BUFFER_OVERFLOW -> {
        if (records.position() == 0) {
          throw new SSLException("a record needs more room than TLS allows");
        }
      }
      case CLOSED, BUFFER_UNDERFLOW -> {
        boolean _ = sendNow(records);
        throw new SocketException("the TLS stream has ended");
      }
    }
    return result.getStatus();
  }
}
