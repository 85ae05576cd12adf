package io.heddle.net.tls;

import io.heddle.net.BufferPool;
import io.heddle.net.Connection;
import io.heddle.net.scheduler.Schedulers;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;

/// Reading half of a [TlsConnection]. Not thread-safe.
///
/// It holds no buffer of the pool while it waits for bytes or a computation, nor, when memory is scarce,
/// while its reader waits. What is left of a record meanwhile is in an array of just its size.
final class TlsInput {
  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  private final Connection transport;
  private final SSLEngine engine;
  private final BufferPool buffers;
  private ByteBuffer encrypted = NOTHING;
  private boolean pooled;
  private ByteBuffer plain = NOTHING;
  // The engine can do nothing before more bytes have come.
  private boolean needsBytes = true;
  private boolean ended;
  private HandshakeStatus handshake = HandshakeStatus.NOT_HANDSHAKING;
  private final EmptyRecordLimit emptyRecords = new EmptyRecordLimit();

  TlsInput(Connection transport, SSLEngine engine, BufferPool buffers) {
    this.transport = transport;
    this.engine = engine;
    this.buffers = buffers;
  }

  /// Waits until [#readNow] may return something.
  void await() throws IOException {
    if (!plain.hasRemaining() && !ended && needsBytes) {
      shrinkBuffer();
      transport.awaitReadable();
    }
  }

  /// Puts the payload that is there into `into`, without waiting. Reads the transport once only, so
  /// that a peer which sends records without payload all the time does not keep the thread here.
  ///
  /// @return the number of bytes; 0 if there are none yet; -1 at the end of the stream
  /// @throws EOFException if the transport ends before the stream does
  int readNow(ByteBuffer into) throws IOException {
    int start = into.position();
    if (needsBytes && wantsPlaintext(into)) {
      fill();
    }
    while (!needsBytes && wantsPlaintext(into) && decryptRecord(into, start)) {
      refuseRenegotiation();
    }
    if (plain.hasRemaining() && into.position() == start) {
      drain(into);
    }
    if (!encrypted.hasRemaining() || buffers.isScarce()) {
      shrinkBuffer();
    }
    int count = into.position() - start;
    return count == 0 && ended ? -1 : count;
  }

  /// Whether `into` has room, and the engine may fill it.
  private boolean wantsPlaintext(ByteBuffer into) {
    return into.hasRemaining() && !plain.hasRemaining() && !ended;
  }

  /// Decrypts one record.
  ///
  /// @return false if `into` has no room for the next one
  private boolean decryptRecord(ByteBuffer into, int start) throws IOException {
    if (process(engine.unwrap(encrypted, into)) == SSLEngineResult.Status.BUFFER_OVERFLOW) {
      if (into.position() > start) {
        return false;
      }
      decryptToOwnBuffer();
    }
    return true;
  }

  /// Waits for one record of the handshake, and processes it.
  void readHandshake() throws IOException {
    while (needsBytes && !fill()) {
      shrinkBuffer();
      transport.awaitReadable();
    }
    decryptToOwnBuffer();
    if (ended) {
      throw new SSLException("the peer ended TLS during the handshake");
    }
  }

  /// Reads the bytes that the transport has.
  ///
  /// @return whether it had any
  private boolean fill() throws IOException {
    ByteBuffer into = pooled ? encrypted.compact() : buffers.takeForRecords().put(encrypted);
    pooled = true;
    if (buffers.isScarce()) {
      into.limit(Math.min(into.limit(), BufferPool.RECORD_CAPACITY));
    }
    int count;
    try {
      count = transport.readNow(into);
    } finally {
      encrypted = into.flip();
    }
    if (count < 0) {
      throw new EOFException("the stream ended without an end of TLS: it may be cut");
    }
    needsBytes = count == 0;
    return count > 0;
  }

  private SSLEngineResult.Status process(SSLEngineResult result) throws IOException {
    handshake = result.getHandshakeStatus();
    while (handshake == HandshakeStatus.NEED_TASK) {
      runTask();
      handshake = engine.getHandshakeStatus();
    }
    switch (result.getStatus()) {
      case OK -> {
        needsBytes = !encrypted.hasRemaining();
        emptyRecords.count(result, handshake);
      }
      case BUFFER_UNDERFLOW -> needsBytes = true;
      case CLOSED -> ended = true;
      case BUFFER_OVERFLOW -> {}
    }
    return result.getStatus();
  }

  /// Runs a computation of the handshake, for which many connections may wait.
  void runTask() {
    shrinkBuffer();
    Schedulers.compute(engine.getDelegatedTask());
  }

  /// Notes that the engine's replies have left. By the writing thread.
  void repliesSent() {
    emptyRecords.repliesSent();
  }

  /// Decrypts one record into a buffer of the pool, since the reader's has no room for it, and keeps the
  /// payload in an array of its size. Messages of the handshake have none.
  private void decryptToOwnBuffer() throws IOException {
    ByteBuffer room = buffers.takeForRecords();
    SSLEngineResult result;
    try {
      result = engine.unwrap(encrypted, room);
      plain = room.position() > 0 ? BufferPool.copy(room.flip()) : NOTHING;
    } finally {
      buffers.give(room);
    }
    if (process(result) == SSLEngineResult.Status.BUFFER_OVERFLOW) {
      throw new SSLException("a record is longer than TLS allows");
    }
  }

  private void drain(ByteBuffer into) {
    int count = Math.min(plain.remaining(), into.remaining());
    into.put(plain.slice(plain.position(), count));
    plain.position(plain.position() + count);
    if (!plain.hasRemaining()) {
      plain = NOTHING;
    }
  }

  private void refuseRenegotiation() throws SSLException {
    if (!ended
        && handshake != HandshakeStatus.NOT_HANDSHAKING
        && !engine.getSession().getProtocol().equals("TLSv1.3")) {
      throw new SSLException("the peer wants to renegotiate, which is refused");
    }
  }

  /// Gives the buffer back to the pool, and keeps what is left in it.
  private void shrinkBuffer() {
    if (pooled) {
      ByteBuffer left = encrypted;
      encrypted = left.hasRemaining() ? BufferPool.copy(left) : NOTHING;
      pooled = false;
      buffers.give(left);
    }
  }

  /// Gives the buffer back to the pool, and ends reading.
  void release() {
    encrypted.position(encrypted.limit());
    shrinkBuffer();
    ended = true;
  }
}
