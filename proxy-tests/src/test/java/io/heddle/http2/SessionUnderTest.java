package io.heddle.http2;

import io.heddle.http2.frame.EndStream;
import io.heddle.http2.frame.ErrorCode;
import io.heddle.http2.frame.Frame;
import io.heddle.http2.frame.Header;
import io.heddle.http2.frame.HeaderDecoder;
import io.heddle.http2.frame.HeaderEncoder;
import io.heddle.http2.frame.HeaderList;
import io.heddle.http2.frame.Http2Exception;
import io.heddle.http2.frame.Setting;
import io.heddle.support.ChunkedByteSource;
import io.heddle.wire.ByteReader;
import io.heddle.wire.ByteWriter;
import io.heddle.wire.MalformedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/// Session with its frame handler, without sockets and in one thread. A test passes the frames of
/// the peer in, and takes out those that are sent.
///
///     session.receivesHeaders(1, ":method GET", EndStream.YES);
///     assertEquals(List.of("RST_STREAM 1 REFUSED_STREAM"), session.sent());
final class SessionUnderTest {
  private final Http2Session session;
  private final FrameHandler handler;
  private final HeaderEncoder peersEncoder = new HeaderEncoder();
  private final HeaderDecoder peersDecoder = new HeaderDecoder(1 << 20);

  private SessionUnderTest(Role role, int maxStreams) {
    Duration minute = Duration.ofMinutes(1);
    session = new Http2Session(role, new Http2Limits(maxStreams, 1000, minute, minute, minute));
    handler = new FrameHandler(session);
  }

  /// The server's end of a connection on which nothing has been received.
  static SessionUnderTest server(int maxStreams) {
    return new SessionUnderTest(Role.SERVER, maxStreams);
  }

  /// The client's end of a connection on which the peer's settings have been received.
  static SessionUnderTest client(int maxStreams, Setting... settings) throws Http2Exception {
    SessionUnderTest client = new SessionUnderTest(Role.CLIENT, maxStreams);
    client.receives(new Frame.Settings(List.of(settings)));
    client.sent();
    return client;
  }

  Http2Session session() {
    return session;
  }

  /// Does something with the session that needs its lock.
  <X extends Exception> void run(ConnectionMonitor.Action<X> action) throws X {
    session.monitor().run(action);
  }

  /// Asks for something that needs the lock.
  <T, X extends Exception> T call(ConnectionMonitor.Query<T, X> query) throws X {
    return session.monitor().call(query);
  }

  /// Receives one frame.
  SessionUnderTest receives(Frame frame) throws Http2Exception {
    run(() -> handler.handle(frame));
    return this;
  }

  /// Receives a field section such as `:status 200, via x`.
  SessionUnderTest receivesHeaders(int stream, String lines, EndStream endStream)
      throws Http2Exception {
    ByteWriter out = new ByteWriter(64);
    peersEncoder.write(stream, headers(lines), endStream, out);
    for (Frame frame : frames(out.toByteArray())) {
      receives(frame);
    }
    return this;
  }

  /// Receives payload without padding.
  SessionUnderTest receivesData(int stream, int count, EndStream endStream) throws Http2Exception {
    return receives(new Frame.Data(stream, ByteBuffer.allocate(count), 0, endStream));
  }

  /// The stream that the peer has opened and that is not served yet.
  StreamControl accepts() {
    return call(() -> session.accepted().poll().orElseThrow());
  }

  /// A stream of ours on which a request has been sent.
  StreamControl opens(EndStream endStream) {
    return call(() -> {
      StreamControl stream = session.reserve().orElseThrow();
      stream.output().sendHeaders(headers(":method GET"), endStream);
      return stream;
    });
  }

  /// Sends the head of a response.
  SessionUnderTest answers(StreamControl stream, EndStream endStream) {
    run(() -> stream.output().sendHeaders(headers(":status 200"), endStream));
    return this;
  }

  StreamState state(StreamControl stream) {
    return call(stream::state);
  }

  /// What has been queued since this was last called, a line for each frame.
  List<String> sent() {
    byte[] bytes =
        call(() -> {
          ByteBuffer taken = session.sender().take();
          byte[] copy = new byte[taken.remaining()];
          taken.get(copy);
          session.sender().release();
          return copy;
        });
    return frames(bytes).stream().map(this::line).toList();
  }

  private static List<Frame> frames(byte[] bytes) {
    try {
      ByteReader in = new ByteReader(ChunkedByteSource.whole(bytes));
      List<Frame> frames = new ArrayList<>();
      while (in.peek() >= 0) {
        frames.add(Frame.read(in, Frame.MAX_PAYLOAD));
      }
      return frames;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (MalformedException e) {
      throw new AssertionError(e);
    }
  }

  private String line(Frame frame) {
    return switch (frame) {
      case Frame.Data(int stream, var bytes, _, var endStream) ->
          "DATA " + stream + " " + bytes.remaining() + end(endStream);
      case Frame.Headers headers ->
          "HEADERS " + headers.stream() + " " + decoded(headers) + end(headers.endStream());
      case Frame.Continuation(int stream, _, _) -> "CONTINUATION " + stream;
      case Frame.RstStream(int stream, int code) ->
          "RST_STREAM " + stream + " " + ErrorCode.text(code);
      case Frame.Settings(var settings) -> "SETTINGS " + settings;
      case Frame.SettingsAck() -> "SETTINGS ACK";
      case Frame.Ping(long opaque) -> "PING " + opaque;
      case Frame.PingAck(long opaque) -> "PING ACK " + opaque;
      case Frame.GoAway(int last, int code, var debug) ->
          ("GOAWAY " + last + " " + ErrorCode.text(code) + " " + text(debug)).strip();
      case Frame.WindowUpdate(int stream, int increment) ->
          "WINDOW_UPDATE " + stream + " " + increment;
      case Frame.Ignored ignored -> "type " + ignored.type();
    };
  }

  private String decoded(Frame.Headers headers) {
    try {
      peersDecoder.decode(headers.fragment(), headers.endHeaders());
      return peersDecoder.endSection().orElseThrow().headers().stream()
          .map(header -> header.name() + " " + header.value())
          .collect(Collectors.joining(", "));
    } catch (Http2Exception e) {
      throw new AssertionError(e);
    }
  }

  private static String text(ByteBuffer bytes) {
    return StandardCharsets.UTF_8.decode(bytes).toString();
  }

  private static String end(EndStream endStream) {
    return endStream == EndStream.YES ? " END_STREAM" : "";
  }

  /// The section that `lines` describes, such as `:status 200, via x`.
  static HeaderList headers(String lines) {
    return new HeaderList(
        Arrays.stream(lines.split(", ", -1))
            .map(line -> line.split(" ", 2))
            .map(parts -> new Header(parts[0], parts[1]))
            .toList());
  }
}
