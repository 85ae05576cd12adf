package io.heddle.http2;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.heddle.http2.frame.EndStream;
import io.heddle.http2.frame.ErrorCode;
import io.heddle.http2.frame.Frame;
import io.heddle.http2.frame.Header;
import io.heddle.http2.frame.HeaderEncoder;
import io.heddle.http2.frame.HeaderList;
import io.heddle.http2.frame.Http2Exception;
import io.heddle.http2.frame.Setting;
import io.heddle.net.MemoryBudget;
import io.heddle.support.ChunkedByteSource;
import io.heddle.wire.ByteReader;
import io.heddle.wire.ByteWriter;
import io.heddle.wire.MalformedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.function.Executable;

/// Session with its frame handler, without sockets and in one thread. A test passes the frames of
/// the peer in, and takes out those that are sent.
///
///     session.receivesHeaders(1, ":method GET", EndStream.YES);
///     assertEquals(List.of("RST_STREAM 1 REFUSED_STREAM"), session.sent());
@Tag("component")
final class SessionUnderTest {
  static final String REQUEST = ":method POST, :scheme http, :authority a, :path /";

  private final AtomicLong now = new AtomicLong();
  private final Http2Session session;
  private final FrameHandler handler;
  private final HeaderEncoder peersEncoder = new HeaderEncoder();
  private final FrameText text = new FrameText();

  private SessionUnderTest(Role role, int maxStreams, StreamMemory memory) {
    Duration minute = Duration.ofMinutes(1);
    session =
        new Http2Session(
            role, new Http2Limits(maxStreams, 1000, minute, minute, minute, memory), now::get);
    handler = new FrameHandler(session);
  }

  /// The server's end of a connection on which nothing has been received.
  static SessionUnderTest server(int maxStreams) {
    return new SessionUnderTest(
        Role.SERVER, maxStreams, new StreamMemory(MemoryBudget.ofHeap(50), () -> false));
  }

  /// The same with memory that it shares with other connections.
  static SessionUnderTest server(int maxStreams, StreamMemory memory) {
    return new SessionUnderTest(Role.SERVER, maxStreams, memory);
  }

  /// The client's end of a connection on which the peer's settings have been received.
  static SessionUnderTest client(int maxStreams, Setting... settings) throws Http2Exception {
    SessionUnderTest client =
        new SessionUnderTest(
            Role.CLIENT, maxStreams, new StreamMemory(MemoryBudget.ofHeap(50), () -> false));
    client.receives(new Frame.Settings(List.of(settings)));
    client.sent();
    return client;
  }

  Http2Session session() {
    return session;
  }

  /// Does something with the session that needs its lock.
  <X extends Exception> void run(ConnectionLock.Action<X> action) throws X {
    session.monitor().run(action);
  }

  /// Asks for something that needs the lock.
  <T, X extends Exception> T call(ConnectionLock.Query<T, X> query) throws X {
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

  /// Receives the head of a request that does not end with it.
  ///
  /// @return the stream that it opens
  StreamEntry receivesRequest(int stream) throws Http2Exception {
    receivesHeaders(stream, REQUEST, EndStream.NO);
    return accepts();
  }

  /// Receives payload without padding.
  SessionUnderTest receivesData(int stream, int count, EndStream endStream) throws Http2Exception {
    return receives(new Frame.Data(stream, ByteBuffer.allocate(count), 0, endStream));
  }

  /// The stream that the peer has opened and that is not served yet.
  StreamEntry accepts() {
    return call(() -> session.accepted().poll().orElseThrow());
  }

  /// A stream of ours on which a request has been sent.
  StreamEntry opens(EndStream endStream) {
    return call(() -> {
      StreamEntry stream = session.reserve().orElseThrow();
      stream.output().sendHeaders(headers(":method GET"), endStream);
      return stream;
    });
  }

  /// Sends the head of a response.
  SessionUnderTest answers(StreamEntry stream, EndStream endStream) {
    run(() -> stream.output().sendHeaders(headers(":status 200"), endStream));
    return this;
  }

  /// Lets time pass.
  SessionUnderTest passes(Duration time) {
    now.addAndGet(time.toNanos());
    return this;
  }

  Duration remainingIdle(Duration limit) {
    return Duration.ofNanos(call(() -> session.idle().remainingNanos(limit)));
  }

  StreamState state(StreamEntry stream) {
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
    return frames(bytes).stream().map(text::of).toList();
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

  /// The section that `lines` describes, such as `:status 200, via x`.
  static HeaderList headers(String lines) {
    return new HeaderList(
        Arrays.stream(lines.split(", ", -1))
            .map(line -> line.split(" ", 2))
            .map(parts -> new Header(parts[0], parts[1]))
            .toList());
  }

  /// Asserts that a frame ends the connection.
  static void assertConnectionError(ErrorCode code, Executable receiving) {
    assertEquals(code, assertThrows(Http2Exception.class, receiving).code());
  }
}
