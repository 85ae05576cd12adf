package io.heddle.net.tls;

import io.heddle.net.BufferPool;
import io.heddle.net.Connection;
import io.heddle.net.scheduler.SchedulerFactory;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;

/// The reading half of a [TlsConnection]. For one thread.
///
/// Holds no buffer of the pool while it waits. What is left over meanwhile, part of a record, is in
/// an array of its own size.
final class TlsInput {
  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  /// Records without payload that may follow each other: they cost us more than their sender, and
  /// whoever never waits notices no deadline. A handshake has some ten.
  private static final int MAX_SILENT = 500;

  /// Of them, those that want an answer (key updates), which the engine keeps until something is
  /// written.
  private static final int MAX_UNANSWERED = 100;

  private final Connection transport;
  private final SSLEngine engine;
  private final BufferPool buffers;
  private ByteBuffer encrypted = NOTHING;
  private boolean pooled;
  private ByteBuffer plain = NOTHING;
  // Whether the engine can do nothing before more bytes have come.
  private boolean starved = true;
  private boolean ended;
  private HandshakeStatus handshake = HandshakeStatus.NOT_HANDSHAKING;
  private int silent;
  private final AtomicInteger unanswered = new AtomicInteger();

  TlsInput(Connection transport, SSLEngine engine, BufferPool buffers) {
    this.transport = transport;
    this.engine = engine;
    this.buffers = buffers;
  }

  /// Waits until [#readNow] may have something to say.
  void await() throws IOException {
    if (!plain.hasRemaining() && !ended && starved) {
      rest();
      transport.awaitReadable();
    }
  }

  /// Puts the payload that is there into `into`, without waiting. Reads the transport once: who
  /// sends records without payload, and has always more of them, is waited for like anyone.
  ///
  /// @return how many bytes, 0 if there are none yet, -1 at the end of the stream
  /// @throws EOFException if the transport ends before the stream does
  int readNow(ByteBuffer into) throws IOException {
    int start = into.position();
    if (starved && hasUse(into)) {
      fill();
    }
    while (!starved && hasUse(into) && step(into, start)) {
      refuseRenegotiation();
    }
    if (plain.hasRemaining() && into.position() == start) {
      drain(into);
    }
    if (!encrypted.hasRemaining()) {
      rest();
    }
    int count = into.position() - start;
    return count == 0 && ended ? -1 : count;
  }

  /// Whether to decrypt anything for a reader with that room.
  private boolean hasUse(ByteBuffer into) {
    return into.hasRemaining() && !plain.hasRemaining() && !ended;
  }

  /// Decrypts one record.
  ///
  /// @return whether to go on
  private boolean step(ByteBuffer into, int start) throws IOException {
    if (decrypt(into) == SSLEngineResult.Status.BUFFER_OVERFLOW) {
      if (into.position() > start) {
        return false;
      }
      decryptAside();
    }
    return true;
  }

  /// Reads and takes in one record of the handshake, waiting for it.
  void readHandshake() throws IOException {
    while (starved && !fill()) {
      rest();
      transport.awaitReadable();
    }
    decryptAside();
    if (ended) {
      throw new SSLException("the peer ended TLS during the handshake");
    }
  }

  /// Reads what the transport has.
  ///
  /// @return whether there was anything
  private boolean fill() throws IOException {
    ByteBuffer into = pooled ? encrypted.compact() : buffers.take().put(encrypted);
    pooled = true;
    int count;
    try {
      count = transport.readNow(into);
    } finally {
      encrypted = into.flip();
    }
    if (count < 0) {
      throw new EOFException("the stream ended without an end of TLS: it may be cut");
    }
    starved = count == 0;
    return count > 0;
  }

  private SSLEngineResult.Status decrypt(ByteBuffer into) throws IOException {
    SSLEngineResult result = engine.unwrap(encrypted, into);
    handshake = result.getHandshakeStatus();
    while (handshake == HandshakeStatus.NEED_TASK) {
      SchedulerFactory.compute(engine.getDelegatedTask());
      handshake = engine.getHandshakeStatus();
    }
    switch (result.getStatus()) {
      case OK -> {
        starved = !encrypted.hasRemaining();
        refuseNoise(result);
      }
      case BUFFER_UNDERFLOW -> starved = true;
      case CLOSED -> ended = true;
      case BUFFER_OVERFLOW -> {}
    }
    return result.getStatus();
  }

  private void refuseNoise(SSLEngineResult result) throws SSLException {
    if (result.bytesProduced() > 0) {
      silent = 0;
      return;
    }
    silent++;
    boolean wantsAnswer = handshake == HandshakeStatus.NEED_WRAP;
    if (silent > MAX_SILENT || (wantsAnswer && unanswered.incrementAndGet() > MAX_UNANSWERED)) {
      throw new SSLException("the peer sends too many records that say nothing");
    }
  }

  /// What the engine had to answer is on its way. By the writing thread.
  void answered() {
    unanswered.setPlain(0);
  }

  /// Decrypts one record that the reader has no room for.
  private void decryptAside() throws IOException {
    ByteBuffer room = ByteBuffer.allocate(engine.getSession().getApplicationBufferSize());
    decrypt(room);
    plain = room.flip();
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
      throw new SSLException("the peer wants to negotiate again, which is not done");
    }
  }

  private void rest() {
    if (pooled) {
      ByteBuffer left = encrypted;
      encrypted =
          left.hasRemaining() ? ByteBuffer.allocate(left.remaining()).put(left).flip() : NOTHING;
      pooled = false;
      buffers.give(left);
    }
  }

  /// Gives the buffer back for good.
  void release() {
    if (pooled) {
      pooled = false;
      buffers.give(encrypted);
      encrypted = NOTHING;
    }
    ended = true;
  }
}
