package io.heddle.http2;

import io.heddle.http2.frame.EndStream;
import io.heddle.http2.frame.ErrorCode;
import io.heddle.http2.frame.Frame;
import io.heddle.http2.frame.HeaderList;
import io.heddle.http2.frame.Http2Exception;
import io.heddle.net.RequestNotProcessedException;
import java.net.SocketException;

/// Handler of received frames that belong to one active stream: whether the state of the stream
/// allows them (RFC 9113 §5.1), and what they do to it.
final class StreamFrameHandler {
  private final Http2Session session;

  StreamFrameHandler(Http2Session session) {
    this.session = session;
  }

  /// Handles the head of the request with which the peer opens the stream.
  void handleRequest(StreamEntry stream, HeaderList head, EndStream endStream)
      throws StreamException {
    boolean _ = stream.received().addHead(head);
    finish(stream, endStream);
  }

  /// Handles a later field section: the head of a response, or trailers.
  void handleHeaders(StreamEntry stream, HeaderList list, EndStream endStream)
      throws StreamException {
    checkCanReceive(stream);
    ReceiveBuffer buffer = stream.received();
    boolean last = endStream == EndStream.YES;
    boolean head = list.first(":status").isPresent();
    boolean allowed =
        head
            ? buffer.addHead(list) && (buffer.hasFinalHead() || !last)
            : last && buffer.addTrailers(list);
    if (!allowed) {
      throw new StreamException(stream.id(), ErrorCode.PROTOCOL_ERROR, violation(stream, head));
    }
    finish(stream, endStream);
  }

  /// What is wrong with a header section that is not allowed.
  private static String violation(StreamEntry stream, boolean head) {
    if (head) {
      return "a second response";
    }
    return stream.received().hasFinalHead()
        ? "a second header section that is no trailer section"
        : "a response without :status";
  }

  void handleData(StreamEntry stream, Frame.Data data) throws StreamException, Http2Exception {
    checkCanReceive(stream);
    ReceiveBuffer buffer = stream.received();
    if (!buffer.hasFinalHead()) {
      throw new StreamException(
          stream.id(), ErrorCode.PROTOCOL_ERROR, "content before the head of the response");
    }
    if (!buffer.contentLength().receive(data.bytes().remaining())) {
      throw new StreamException(
          stream.id(), ErrorCode.PROTOCOL_ERROR, "more content than Content-Length says");
    }
    if (!buffer.reserve(data.bytes().remaining())) {
      throw new StreamException(
          stream.id(),
          ErrorCode.ENHANCE_YOUR_CALM,
          "no memory left for content that is not read in time");
    }
    if (!buffer.addPayload(data.bytes(), data.padding())) {
      throw new StreamException(
          stream.id(),
          ErrorCode.FLOW_CONTROL_ERROR,
          "more DATA than the window of the stream allows");
    }
    int increment = data.padding() == 0 ? 0 : buffer.release(data.padding());
    if (increment > 0) {
      session.sender().reply(new Frame.WindowUpdate(stream.id(), increment));
    }
    finish(stream, data.endStream());
  }

  private static void checkCanReceive(StreamEntry stream) throws StreamException {
    if (!stream.state().canReceive()) {
      throw new StreamException(
          stream.id(), ErrorCode.STREAM_CLOSED, "a frame after the end of the message");
    }
  }

  private static void finish(StreamEntry stream, EndStream endStream) throws StreamException {
    if (endStream == EndStream.YES) {
      if (!stream.received().contentLength().isComplete()) {
        throw new StreamException(
            stream.id(), ErrorCode.PROTOCOL_ERROR, "less content than Content-Length says");
      }
      stream.endReceiving();
    }
    stream.signal();
  }

  void handleWindowUpdate(StreamEntry stream, int increment) throws StreamException {
    if (increment == 0) {
      throw new StreamException(stream.id(), ErrorCode.PROTOCOL_ERROR);
    }
    if (!stream.output().growWindow(increment)) {
      throw new StreamException(stream.id(), ErrorCode.FLOW_CONTROL_ERROR);
    }
  }

  /// Handles RST_STREAM. A server that refuses a stream gets no more on this connection: the request
  /// is repeated on another one.
  void handleReset(StreamEntry stream, int code) {
    boolean complete = stream.received().isEnded() && code == ErrorCode.NO_ERROR.code();
    if (complete) {
      session.failByPeer(stream, new EarlyResponseException());
    } else if (code == ErrorCode.REFUSED_STREAM.code()) {
      session.lifecycle().drain();
      session.failByPeer(stream, new RequestNotProcessedException("the stream was refused"));
    } else {
      session.failByPeer(
          stream, new SocketException("the peer has reset the stream: " + ErrorCode.text(code)));
    }
  }
}
