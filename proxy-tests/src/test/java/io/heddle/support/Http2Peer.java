package io.heddle.support;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.heddle.http2.frame.EndStream;
import io.heddle.http2.frame.ErrorCode;
import io.heddle.http2.frame.Frame;
import io.heddle.http2.frame.Header;
import io.heddle.http2.frame.HeaderDecoder;
import io.heddle.http2.frame.HeaderEncoder;
import io.heddle.http2.frame.HeaderList;
import io.heddle.http2.frame.Setting;
import io.heddle.wire.ByteReader;
import io.heddle.wire.ByteWriter;
import io.heddle.wire.MalformedException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// End of an HTTP/2 connection that a test scripts, frame by frame. It does no flow control of its
/// own.
///
///     hop.receivesHeaders(1, ":method CONNECT, :authority host.example:80").answers(1, 200);
public final class Http2Peer implements AutoCloseable {
  private static final byte[] PREFACE =
      "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

  private final Peer peer;
  private final ByteReader in;
  private final HeaderDecoder decoder = new HeaderDecoder(1 << 20);
  private final HeaderEncoder encoder = new HeaderEncoder();

  private Http2Peer(Peer peer) {
    this.peer = peer;
    in =
        new ByteReader(into -> {
          byte[] bytes = peer.receivesSome(into.remaining());
          into.put(bytes);
          return bytes.length == 0 ? -1 : bytes.length;
        });
  }

  /// The server's end: it has received the preface and exchanged settings.
  public static Http2Peer server(Peer peer, Setting... settings) {
    Http2Peer server = new Http2Peer(peer);
    peer.receivesBytes(PREFACE);
    assertInstanceOf(Frame.Settings.class, server.next());
    server.sends(new Frame.Settings(List.of(settings)));
    server.sends(new Frame.SettingsAck());
    return server;
  }

  /// The client's end, which has sent its preface and settings.
  public static Http2Peer client(Peer peer, Setting... settings) {
    Http2Peer client = new Http2Peer(peer);
    peer.sendsBytes(PREFACE);
    client.sends(new Frame.Settings(List.of(settings)));
    assertInstanceOf(Frame.Settings.class, client.next());
    return client;
  }

  /// Sends one frame.
  public Http2Peer sends(Frame frame) {
    ByteWriter out = new ByteWriter(64);
    frame.write(out);
    peer.sendsBytes(out.toByteArray());
    return this;
  }

  /// Sends a header section such as `:status 200, via x`.
  public Http2Peer sendsHeaders(int stream, String lines, EndStream endStream) {
    List<Header> headers = new ArrayList<>();
    for (String line : lines.split(", ", -1)) {
      String[] parts = line.split(" ", 2);
      headers.add(new Header(parts[0], parts[1]));
    }
    ByteWriter out = new ByteWriter(64);
    encoder.write(stream, new HeaderList(headers), endStream, out);
    peer.sendsBytes(out.toByteArray());
    return this;
  }

  /// Sends the head of a response that does not end with it.
  public Http2Peer answers(int stream, int status) {
    return sendsHeaders(stream, ":status " + status, EndStream.NO);
  }

  /// Sends text as payload.
  public Http2Peer sendsData(int stream, String text, EndStream endStream) {
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    return sends(new Frame.Data(stream, ByteBuffer.wrap(bytes), 0, endStream));
  }

  /// Sends RST_STREAM.
  public Http2Peer resets(int stream, ErrorCode code) {
    return sends(new Frame.RstStream(stream, code.code()));
  }

  /// Sends GOAWAY, having processed no stream above `last`.
  public Http2Peer goesAway(int last) {
    return sends(new Frame.GoAway(last, 0, ByteBuffer.allocate(0)));
  }

  /// The next frame.
  public Frame next() {
    try {
      return Frame.read(in, Frame.MAX_PAYLOAD);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (MalformedException e) {
      throw new AssertionError(e);
    }
  }

  /// The next frame that is neither an acknowledgement of settings nor a WINDOW_UPDATE.
  public Frame nextOfStream() {
    Frame frame = next();
    while (frame instanceof Frame.SettingsAck || frame instanceof Frame.WindowUpdate) {
      frame = next();
    }
    return frame;
  }

  /// Receives exactly these field lines, in order.
  public Http2Peer receivesHeaders(int stream, String lines, EndStream endStream) {
    Frame.Headers headers = assertInstanceOf(Frame.Headers.class, nextOfStream());
    assertEquals(stream, headers.stream());
    assertEquals(endStream, headers.endStream());
    assertEquals(
        lines,
        decoded(headers).headers().stream()
            .map(header -> header.name() + " " + header.value())
            .collect(Collectors.joining(", ")));
    return this;
  }

  /// Receives a field section on any stream.
  ///
  /// @return the stream
  public int receivesRequest() {
    Frame.Headers headers = assertInstanceOf(Frame.Headers.class, nextOfStream());
    decoded(headers);
    return headers.stream();
  }

  /// Field section of a frame, which must be all of it.
  public HeaderList decoded(Frame.Headers headers) {
    try {
      decoder.decode(headers.fragment(), headers.endHeaders());
      return decoder.endSection().orElseThrow();
    } catch (MalformedException e) {
      throw new AssertionError(e);
    }
  }

  /// Receives the head of a response.
  ///
  /// @return its status
  public String receivesStatus(int stream) {
    return receivesResponse(stream).first(":status").orElseThrow();
  }

  /// Receives the head of a response.
  public HeaderList receivesResponse(int stream) {
    Frame.Headers headers = assertInstanceOf(Frame.Headers.class, nextOfStream());
    assertEquals(stream, headers.stream());
    return decoded(headers);
  }

  /// Receives exactly this payload, in any number of frames.
  public Http2Peer receivesData(int stream, String text) {
    assertEquals(
        text, new String(receivesData(stream, text.length()), StandardCharsets.ISO_8859_1));
    return this;
  }

  /// Receives so many bytes of payload, in any number of frames.
  public byte[] receivesData(int stream, int count) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    while (bytes.size() < count) {
      Frame.Data data = assertInstanceOf(Frame.Data.class, nextOfStream());
      assertEquals(stream, data.stream());
      bytes.write(data.bytes().array(), 0, data.bytes().remaining());
    }
    assertEquals(count, bytes.size());
    return bytes.toByteArray();
  }

  /// Receives the payload of a stream up to its end, and ignores it.
  public Http2Peer skipsData(int stream) {
    EndStream endStream = EndStream.NO;
    while (endStream == EndStream.NO) {
      Frame.Data data = assertInstanceOf(Frame.Data.class, nextOfStream());
      assertEquals(stream, data.stream());
      endStream = data.endStream();
    }
    return this;
  }

  /// Receives GOAWAY, and ignores all frames before it.
  public Frame.GoAway skipsToGoAway() {
    Frame frame = next();
    while (!(frame instanceof Frame.GoAway)) {
      frame = next();
    }
    return (Frame.GoAway) frame;
  }

  /// Receives an empty DATA frame with END_STREAM.
  public Http2Peer receivesEnd(int stream) {
    assertEquals(new Frame.Data(stream, ByteBuffer.allocate(0), 0, EndStream.YES), nextOfStream());
    return this;
  }

  /// Receives RST_STREAM.
  public Http2Peer receivesReset(int stream, ErrorCode code) {
    assertEquals(new Frame.RstStream(stream, code.code()), nextOfStream());
    return this;
  }

  /// Receives GOAWAY with that code.
  public Http2Peer receivesGoAway(ErrorCode code) {
    assertEquals(code.code(), assertInstanceOf(Frame.GoAway.class, nextOfStream()).code());
    return this;
  }

  /// The transport.
  public Peer peer() {
    return peer;
  }

  @Override
  public void close() {
    peer.close();
  }
}
