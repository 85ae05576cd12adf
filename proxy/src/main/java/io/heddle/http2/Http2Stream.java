package io.heddle.http2;

import io.heddle.address.Address;
import io.heddle.http2.frame.ErrorCode;
import io.heddle.http2.frame.Frame;
import io.heddle.http2.frame.HeaderList;
import io.heddle.http2.frame.Then;
import io.heddle.net.Connection;
import io.heddle.net.PeerLiveness;
import io.heddle.net.UnprocessedException;
import io.heddle.time.Deadline;
import io.heddle.wire.ByteReader;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.locks.Condition;

/// One stream of a connection: header sections, and payload as the bytes of a [Connection]. Its end
/// of output is END_STREAM, and a stream that is not complete ends with RST_STREAM (RFC 9113 §8.5).
///
/// One of ours has a place on its connection from the start, and a number once a header section is
/// sent on it.
///
/// What the peer has sent before it reset the stream is read first, as with TCP.
public final class Http2Stream implements Connection {
  private static final int UNOPENED = 0;

  private final Http2Connection connection;
  private final Inbox inbox = new Inbox();
  private final SendWindow window = new SendWindow(0);
  private final Condition changed;
  private final ByteReader reader = new ByteReader(this::receive);
  private volatile Deadline deadline = Deadline.NONE;
  private volatile boolean broken;
  private Optional<IOException> failure = Optional.empty();
  private int id = UNOPENED;
  private boolean outputEnded;
  private boolean closed;

  /// To be called under the connection's lock, as all methods that are not public.
  Http2Stream(Http2Connection connection) {
    this.connection = connection;
    changed = connection.newCondition();
  }

  void open(int number) {
    id = number;
    window.open(connection.peer().initialWindow());
  }

  int id() {
    return id;
  }

  SendWindow window() {
    return window;
  }

  Inbox inbox() {
    return inbox;
  }

  /// Whether the peer, or we, may still say something on it.
  boolean isActive() {
    return id != UNOPENED && failure.isEmpty() && !(inbox.ended() && outputEnded);
  }

  /// Something has come, or may be sent.
  void signal() {
    changed.signalAll();
  }

  /// It is over before its time.
  void fail(IOException why) {
    if (failure.isEmpty()) {
      failure = Optional.of(why);
    }
    signal();
    connection.outbox().roomChanged().signalAll();
  }

  void endOutput() {
    outputEnded = true;
    connection.retireIfDone(this);
  }

  /// The next header section that begins a message, if it has come: the request; each interim
  /// response, and the final one.
  public Optional<HeaderList> pollHead() throws IOException {
    return connection.locked(() -> {
      if (inbox.hasHead()) {
        return Optional.of(inbox.takeHead());
      }
      checkInput();
      if (inbox.ended()) {
        throw new EOFException("the stream ended without a message");
      }
      return Optional.empty();
    });
  }

  /// The trailer section, once the payload has ended; none if there was none.
  public Optional<HeaderList> trailers() throws IOException {
    return connection.locked(inbox::trailers);
  }

  /// How many bytes of payload can be read without waiting.
  public int available() throws IOException {
    return connection.locked(inbox::available);
  }

  /// Whether all payload has been read, and there is no more.
  public boolean atEnd() throws IOException {
    return connection.locked(() -> inbox.available() == 0 && inbox.ended());
  }

  /// Sends a header section; the first one opens the stream.
  ///
  /// @throws UnprocessedException if the connection has ended meanwhile, or takes no more streams
  public void send(HeaderList headers, Then then) throws IOException {
    connection.locked(() -> {
      checkOpens();
      while (connection.outbox().room() == 0) {
        connection.await(connection.outbox().roomChanged(), deadline);
        checkOpens();
      }
      if (id == UNOPENED) {
        connection.open(this);
      }
      connection.outbox().add(id, headers, then);
      if (then == Then.END) {
        endOutput();
      }
      return null;
    });
  }

  private void checkOpens() throws IOException {
    checkOutput();
    if (id == UNOPENED) {
      connection.checkOpens(this);
    }
  }

  @Override
  public ByteReader reader() {
    return reader;
  }

  @Override
  public void deadline(Deadline newDeadline) {
    deadline = newDeadline;
  }

  /// Returns early for a header section.
  @Override
  public void awaitReadable() throws IOException {
    if (reader.buffered() > 0) {
      return;
    }
    connection.locked(() -> {
      while (inbox.isEmpty() && failure.isEmpty()) {
        connection.await(changed, deadline);
      }
      return null;
    });
  }

  @Override
  public int readNow(ByteBuffer into) throws IOException {
    return reader.buffered() > 0 ? reader.drain(into) : receiveNow(into);
  }

  private int receive(ByteBuffer into) throws IOException {
    return connection.locked(() -> {
      int count;
      while ((count = receiveNow(into)) == 0) {
        connection.await(changed, deadline);
      }
      return count;
    });
  }

  private int receiveNow(ByteBuffer into) throws IOException {
    return connection.locked(() -> {
      if (inbox.available() == 0) {
        checkInput();
        return inbox.ended() ? -1 : 0;
      }
      int count = inbox.read(into);
      int grant = inbox.grant(count);
      if (grant > 0 && isActive()) {
        connection.outbox().add(new Frame.WindowUpdate(id, grant));
      }
      return count;
    });
  }

  private void checkInput() throws IOException {
    if (!inbox.ended() && failure.isPresent()) {
      throw again(failure.get());
    }
  }

  @Override
  public void write(ByteBuffer from) throws IOException {
    while (from.hasRemaining()) {
      connection.locked(() -> {
        int count = awaitRoom(from.remaining());
        window.take(count);
        connection.window().take(count);
        connection.outbox().add(id, from, count);
        return null;
      });
    }
  }

  private int awaitRoom(int wanted) throws IOException {
    while (true) {
      checkOutput();
      int most = Math.min(window.available(), connection.sendable());
      if (most > 0) {
        return Math.min(most, wanted);
      }
      boolean ours = window.available() == 0;
      connection.await(ours ? changed : connection.outbox().roomChanged(), deadline);
    }
  }

  private void checkOutput() throws IOException {
    if (failure.isPresent()) {
      throw again(failure.get());
    }
    if (outputEnded || closed) {
      throw new SocketException("the output of the stream has ended");
    }
  }

  /// The failure, as an exception of the thread that meets it.
  private static IOException again(IOException failure) {
    return failure instanceof UnprocessedException
        ? new UnprocessedException(failure.getMessage())
        : new SocketException(failure.getMessage());
  }

  /// Nothing of what is written may be lost, so this waits for nothing; to a peer that wanted no
  /// more it does nothing.
  @Override
  public void shutdownOutput() throws IOException {
    connection.locked(() -> {
      boolean unwanted = failure.isPresent() && failure.get() instanceof NoMoreException;
      if (!outputEnded && !unwanted) {
        checkOutput();
        connection.outbox().add(new Frame.Data(id, ByteBuffer.allocate(0), 0, Then.END));
        endOutput();
      }
      return null;
    });
  }

  /// Ends the stream, since the message on it is malformed (RFC 9113 §8.1.1).
  public void refuseMessage() {
    connection.lock();
    try {
      if (isActive()) {
        connection.reset(this, ErrorCode.PROTOCOL_ERROR);
      }
    } finally {
      connection.unlock();
    }
  }

  @Override
  public void keepAlive() {
    connection.transport().keepAlive();
  }

  /// Known without a look. That the peer's half has ended is no sign: each request ends it.
  @Override
  public PeerLiveness presence() {
    return new PeerLiveness() {
      @Override
      public Sign sign() {
        return isBroken() ? Sign.GONE : Sign.HERE;
      }

      @Override
      public void look() {
        // The connection's own reader has.
      }
    };
  }

  private boolean isBroken() {
    connection.lock();
    try {
      return failure.isPresent();
    } finally {
      connection.unlock();
    }
  }

  @Override
  public void markBroken() {
    broken = true;
  }

  @Override
  public Address local() {
    return connection.local();
  }

  @Override
  public Address remote() {
    return connection.remote();
  }

  @Override
  public void close() {
    connection.lock();
    try {
      if (!closed) {
        closed = true;
        if (id == UNOPENED) {
          connection.release();
        } else if (isActive()) {
          connection.reset(this, lastWord());
        }
        inbox.clear();
      }
    } finally {
      connection.unlock();
    }
  }

  private ErrorCode lastWord() {
    if (broken) {
      return connection.role().broken();
    }
    boolean answered = connection.role() == Role.SERVER && outputEnded;
    return answered ? ErrorCode.NO_ERROR : ErrorCode.CANCEL;
  }
}
