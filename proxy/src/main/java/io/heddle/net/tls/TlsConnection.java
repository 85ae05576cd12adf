package io.heddle.net.tls;

import io.heddle.address.Address;
import io.heddle.net.BufferPool;
import io.heddle.net.Connection;
import io.heddle.net.scheduler.Schedulers.YieldBudget;
import io.heddle.time.Deadline;
import io.heddle.wire.ByteReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectableChannel;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;

/// TLS connection over another connection.
public final class TlsConnection implements Connection {
  private final Connection transport;
  private final SSLEngine engine;
  private final TlsInput input;
  private final TlsOutput output;
  private final ByteReader reader = new ByteReader(this::receive);
  private final YieldBudget yieldBudget = new YieldBudget();
  private boolean reset;
  private boolean closed;

  private TlsConnection(Connection transport, SSLEngine engine, BufferPool buffers) {
    this.transport = transport;
    this.engine = engine;
    input = new TlsInput(transport, engine, buffers);
    output = new TlsOutput(transport, engine, buffers);
  }

  /// Makes the handshake over `transport`, within its deadline. The new connection owns the
  /// transport. If this fails, the caller still owns it.
  ///
  /// @param engine configured, for this connection alone
  /// @throws SSLException if the two do not agree; the peer has got an alert
  static TlsConnection over(Connection transport, SSLEngine engine, BufferPool buffers)
      throws IOException {
    TlsConnection connection = new TlsConnection(transport, engine, buffers);
    boolean agreed = false;
    try {
      connection.handshake();
      agreed = true;
      return connection;
    } catch (SSLException e) {
      connection.output.sendPendingAlert();
      throw e;
    } finally {
      if (!agreed) {
        connection.input.release();
      }
    }
  }

  private void handshake() throws IOException {
    engine.beginHandshake();
    while (true) {
      switch (engine.getHandshakeStatus()) {
        case NEED_WRAP -> output.writeHandshake();
        case NEED_UNWRAP, NEED_UNWRAP_AGAIN -> input.readHandshake();
        case NEED_TASK -> input.runTask();
        case FINISHED, NOT_HANDSHAKING -> {
          return;
        }
      }
    }
  }

  /// The protocol chosen by ALPN (RFC 7301); an empty string if none was.
  public String applicationProtocol() {
    return engine.getApplicationProtocol();
  }

  /// The subject of the peer's certificate, as RFC 2253 writes it; empty if the peer has shown none.
  public Optional<String> peerSubject() {
    return sessionInfo().peerSubject();
  }

  /// Protocol, cipher, ALPN and the peer's certificate, by name.
  public Map<String, String> sessionDetails() {
    return sessionInfo().details();
  }

  private TlsSessionInfo sessionInfo() {
    return new TlsSessionInfo(engine.getSession(), applicationProtocol());
  }

  @Override
  public ByteReader reader() {
    return reader;
  }

  @Override
  public void deadline(Deadline deadline) {
    transport.deadline(deadline);
  }

  /// May return early, after records without payload.
  @Override
  public void awaitReadable() throws IOException {
    if (reader.buffered() == 0) {
      input.await();
    }
  }

  @Override
  public void awaitPayload() throws IOException {
    ByteBuffer first = ByteBuffer.allocate(1);
    do {
      awaitReadable();
    } while (reader.buffered() == 0 && input.readNow(first) == 0);
    reader.unread(first.flip());
  }

  @Override
  public Optional<SelectableChannel> selectable() {
    return transport.selectable();
  }

  @Override
  public int readNow(ByteBuffer into) throws IOException {
    return reader.buffered() > 0 ? reader.drain(into) : input.readNow(into);
  }

  private int receive(ByteBuffer into) throws IOException {
    int count;
    for (; (count = input.readNow(into)) == 0; yieldBudget.reset()) {
      input.await();
    }
    yieldBudget.yieldIfSpent();
    return count;
  }

  @Override
  public void write(ByteBuffer from) throws IOException {
    output.write(from);
    input.repliesSent();
  }

  @Override
  public boolean writeNow(ByteBuffer from) throws IOException {
    boolean sent = output.writeNow(from);
    input.repliesSent();
    return sent;
  }

  // A server that is told the end in TLS 1.2 drops its response.
  @Override
  public void shutdownOutput() throws IOException {
    if (!engine.getUseClientMode() || engine.getSession().getProtocol().equals("TLSv1.3")) {
      output.sendCloseNotify();
    }
  }

  @Override
  public void resetOnClose() {
    reset = true;
    transport.resetOnClose();
  }

  @Override
  public void keepAlive() {
    transport.keepAlive();
  }

  @Override
  public Address local() {
    return transport.local();
  }

  @Override
  public Address remote() {
    return transport.remote();
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    input.release();
    if (!reset) {
      // Closing never waits: what the transport does not take at once is lost.
      transport.deadline(Deadline.after(Duration.ZERO));
      try {
        output.sendCloseNotify();
      } catch (IOException e) {
        // The peer is gone, or does not read.
      }
    }
    transport.close();
  }
}
