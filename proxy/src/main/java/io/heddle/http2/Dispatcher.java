package io.heddle.http2;

import io.heddle.http2.frame.ErrorCode;
import io.heddle.http2.frame.Frame;
import io.heddle.http2.frame.HeaderDecoder;
import io.heddle.http2.frame.HeaderList;
import io.heddle.http2.frame.Http2Exception;
import io.heddle.http2.frame.Then;
import io.heddle.net.UnprocessedException;
import io.heddle.wire.ByteReader;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/// The reading half of a connection: takes frames and does what each of them means, in one thread.
final class Dispatcher {
  /// What a client says first (RFC 9113 §3.4).
  static final byte[] PREFACE =
      "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

  /// Three of the largest frames, or records of TLS.
  private static final int BUFFER = 3 * Frame.MAX_PAYLOAD;

  /// Header sections are taken that are so many times larger than we say: whoever reads them may
  /// then refuse them in the words of HTTP.
  private static final int LENIENCE = 2;

  private final Http2Connection connection;
  private final ByteReader in;
  private final HeaderDecoder headers;
  private final FloodGuard guard = new FloodGuard();
  private final ConnectionWindow window;
  private Optional<Frame.Headers> section = Optional.empty();

  Dispatcher(Http2Connection connection) {
    this.connection = connection;
    in = new ByteReader(connection.transport()::read, BUFFER);
    headers = new HeaderDecoder(LENIENCE * connection.limits().headerList());
    window = new ConnectionWindow(connection.outbox());
  }

  /// Reads until the connection ends, and says why it did.
  void run() {
    try {
      readPreface();
      first();
      while (isOpen()) {
        Frame frame = Frame.read(in, Frame.MAX_PAYLOAD);
        take(frame);
      }
    } catch (Http2Exception e) {
      goAway(e.code(), e.getMessage());
    } catch (EOFException e) {
      connection.end(new SocketException("the peer has closed the connection"));
    } catch (IOException e) {
      connection.end(e);
    }
  }

  private void readPreface() throws IOException, Http2Exception {
    if (connection.role() == Role.SERVER && !Arrays.equals(PREFACE, in.bytes(PREFACE.length))) {
      throw new Http2Exception(ErrorCode.PROTOCOL_ERROR, "no preface of HTTP/2");
    }
  }

  private void first() throws IOException, Http2Exception {
    Frame frame = Frame.read(in, Frame.MAX_PAYLOAD);
    if (!(frame instanceof Frame.Settings)) {
      throw new Http2Exception(ErrorCode.PROTOCOL_ERROR, "no SETTINGS at first");
    }
    take(frame);
  }

  private boolean isOpen() {
    connection.lock();
    try {
      if (in.buffered() == 0 && connection.streams().isEmpty()) {
        in.releaseBuffer();
        connection.outbox().trim();
      }
      return connection.end().isEmpty();
    } finally {
      connection.unlock();
    }
  }

  private void take(Frame frame) throws Http2Exception {
    connection.lock();
    try {
      connection.heard();
      checkOrder(frame);
      dispatch(frame);
    } finally {
      connection.unlock();
    }
  }

  /// A header section is one unit: nothing comes between its frames (RFC 9113 §4.3).
  private void checkOrder(Frame frame) throws Http2Exception {
    boolean goesOn = frame instanceof Frame.Continuation;
    boolean fits =
        section.isEmpty()
            ? !goesOn
            : frame instanceof Frame.Continuation(int stream, _, _)
                && stream == section.get().stream();
    if (!fits) {
      throw protocol("a header section in pieces");
    }
  }

  private void dispatch(Frame frame) throws Http2Exception {
    switch (frame) {
      case Frame.Data data -> data(data);
      case Frame.Headers begin -> {
        section = Optional.of(begin);
        fragment(begin.fragment(), begin.block());
      }
      case Frame.Continuation more -> fragment(more.fragment(), more.block());
      case Frame.RstStream(int id, int code) -> {
        guard.count();
        connection.streams().of(id).ifPresent(stream -> connection.resetByPeer(stream, code));
      }
      case Frame.Settings(var changes) -> {
        guard.count();
        settings(connection.peer().with(changes));
      }
      case Frame.SettingsAck() -> guard.count();
      case Frame.Ping(long opaque) -> {
        guard.count();
        connection.outbox().answer(new Frame.PingAck(opaque));
      }
      case Frame.PingAck(long opaque) -> connection.pong(opaque);
      case Frame.GoAway(int last, int code, _) -> {
        connection.retire();
        connection
            .streams()
            .dropAbove(
                last, new UnprocessedException("the peer goes away: " + ErrorCode.text(code)));
      }
      case Frame.WindowUpdate(int id, int increment) -> windowUpdate(id, increment);
      case Frame.Ignored _ -> guard.count();
    }
  }

  private void data(Frame.Data data) throws Http2Exception {
    int size = data.bytes().remaining() + data.padding();
    window.received(size);
    if (!data.bytes().hasRemaining() && data.then() == Then.MORE) {
      guard.count();
    }
    Optional<Http2Stream> found = connection.streams().of(data.stream());
    if (found.isEmpty()) {
      return;
    }
    Http2Stream stream = found.get();
    Inbox inbox = stream.inbox();
    if (inbox.ended()) {
      connection.reset(stream, ErrorCode.STREAM_CLOSED);
    } else if (!inbox.hasBegun()) {
      connection.reset(stream, ErrorCode.PROTOCOL_ERROR);
    } else if (!inbox.take(data.bytes(), data.padding())) {
      connection.reset(stream, ErrorCode.FLOW_CONTROL_ERROR);
    } else {
      int grant = data.padding() == 0 ? 0 : inbox.grant(data.padding());
      if (grant > 0) {
        connection.outbox().answer(new Frame.WindowUpdate(stream.id(), grant));
      }
      end(stream, data.then());
    }
  }

  private void fragment(ByteBuffer bytes, Frame.Block block) throws Http2Exception {
    headers.take(bytes, block);
    if (block == Frame.Block.ENDS) {
      Frame.Headers begin = section.orElseThrow();
      section = Optional.empty();
      headers(begin, headers.end());
    }
  }

  private void headers(Frame.Headers begin, Optional<HeaderList> list) throws Http2Exception {
    int id = begin.stream();
    if (connection.streams().isNew(id)) {
      incoming(id, list, begin.then());
      return;
    }
    Optional<Http2Stream> found = connection.streams().of(id);
    if (found.isEmpty()) {
      guard.count();
      return;
    }
    Http2Stream stream = found.get();
    if (list.isEmpty()) {
      connection.reset(stream, ErrorCode.ENHANCE_YOUR_CALM);
    } else if (!section(stream.inbox(), list.get(), begin.then())) {
      connection.reset(stream, ErrorCode.PROTOCOL_ERROR);
    } else {
      end(stream, begin.then());
    }
  }

  /// @return whether a section may come here: heads at the beginning, trailers at the end
  private static boolean section(Inbox inbox, HeaderList list, Then then) {
    boolean head = list.first(":status").isPresent();
    if (inbox.ended() || (!head && then == Then.MORE)) {
      return false;
    }
    if (head) {
      return inbox.takeHead(list);
    }
    inbox.takeTrailers(list);
    return inbox.hasBegun();
  }

  /// A new stream of the peer's. One too many is refused, and so is every one once we are going
  /// away, and one with far too much in its header section.
  private void incoming(int id, Optional<HeaderList> list, Then then) throws Http2Exception {
    if (connection.role() == Role.CLIENT) {
      throw protocol("a stream that the server opens");
    }
    connection.streams().opened(id);
    if (list.isEmpty() || !connection.mayServe()) {
      guard.count();
      ErrorCode code = list.isEmpty() ? ErrorCode.ENHANCE_YOUR_CALM : ErrorCode.REFUSED_STREAM;
      connection.outbox().answer(new Frame.RstStream(id, code.code()));
      return;
    }
    Http2Stream stream = connection.opened(id);
    boolean _ = stream.inbox().takeHead(list.get());
    end(stream, then);
    connection.serve(stream);
  }

  private void end(Http2Stream stream, Then then) {
    if (then == Then.END) {
      stream.inbox().end();
      connection.retireIfDone(stream);
    }
    stream.signal();
  }

  private void settings(PeerSettings settings) throws Http2Exception {
    long delta = (long) settings.initialWindow() - connection.peer().initialWindow();
    connection.peer(settings);
    for (Http2Stream stream : connection.streams().all()) {
      stream.window().grow(delta);
      stream.signal();
    }
    connection.outbox().answer(new Frame.SettingsAck());
  }

  private void windowUpdate(int id, int increment) throws Http2Exception {
    if (id == 0) {
      connection.window().grow(increment);
      connection.outbox().roomChanged().signalAll();
      return;
    }
    Optional<Http2Stream> stream = connection.streams().of(id);
    if (stream.isPresent() && increment == 0) {
      connection.reset(stream.get(), ErrorCode.PROTOCOL_ERROR);
    } else if (stream.isPresent()) {
      stream.get().window().grow(increment);
      stream.get().signal();
    }
  }

  private void goAway(ErrorCode code, String why) {
    connection.lock();
    try {
      connection.goAway(code, why);
    } finally {
      connection.unlock();
    }
  }

  private static Http2Exception protocol(String message) {
    return new Http2Exception(ErrorCode.PROTOCOL_ERROR, message);
  }
}
