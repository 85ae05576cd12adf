package io.heddle.generative;

import io.heddle.generative.Conversation.StreamKind;
import io.heddle.generative.Conversation.Streams;
import io.heddle.generative.Received.End;
import io.heddle.http2.frame.EndStream;
import io.heddle.http2.frame.ErrorCode;
import io.heddle.http2.frame.Frame;
import io.heddle.support.Http2Peer;
import java.io.UncheckedIOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Reader of the responses on all streams of one HTTP/2 connection.
final class StreamReader {
  private static final class Response {
    private final StringBuilder body = new StringBuilder();
    private int status;
    private End end = End.CUT;
    private boolean open = true;

    Received received() {
      return new Received(status, body.toString(), end, false);
    }
  }

  private final Http2Peer http2;
  private final List<Response> responses = new ArrayList<>();
  private final StreamKind kind;
  private final int most;

  private StreamReader(Http2Peer http2, Streams streams, int most) {
    this.http2 = http2;
    this.most = most;
    kind = streams.kind();
    for (int i = 0; i < streams.exchanges().size(); i++) {
      responses.add(new Response());
    }
  }

  /// Reads until all streams have ended, or the connection.
  ///
  /// @param most bytes of a stream after which it is reset
  /// @throws SocketTimeoutException if a stream does not go on
  static List<Received> read(Http2Peer http2, Streams streams, int most)
      throws SocketTimeoutException {
    StreamReader reader = new StreamReader(http2, streams, most);
    try {
      while (reader.responses.stream().anyMatch(response -> response.open)) {
        reader.receive(http2.next());
      }
    } catch (UncheckedIOException e) {
      if (e.getCause() instanceof SocketTimeoutException timeout) {
        throw timeout;
      }
      // The proxy has ended the connection.
    }
    return reader.responses.stream().map(Response::received).toList();
  }

  private void receive(Frame frame) {
    switch (frame) {
      case Frame.Headers headers -> {
        Response response = response(headers.stream());
        // Of an interim response, of the response, or trailers.
        http2
            .decoded(headers)
            .first(":status")
            .filter(status -> !status.startsWith("1"))
            .ifPresent(status -> response.status = Integer.parseInt(status));
        endIf(headers.endStream(), headers.stream());
      }
      case Frame.Data data -> receive(data);
      case Frame.RstStream reset -> {
        Response response = response(reset.stream());
        response.end = response.open ? End.RESET : response.end;
        response.open = false;
      }
      case Frame.Ping ping -> http2.sends(new Frame.PingAck(ping.opaque()));
      default -> {
        // Settings, windows, and the announcement of the end.
      }
    }
  }

  private void receive(Frame.Data data) {
    int length = data.bytes().remaining() + data.padding();
    Response response = response(data.stream());
    response.body.append(StandardCharsets.ISO_8859_1.decode(data.bytes()));
    if (length > 0) {
      http2.sends(new Frame.WindowUpdate(0, length));
    }
    endIf(data.endStream(), data.stream());
    if (response.open && response.body.length() >= most) {
      http2.resets(data.stream(), ErrorCode.CANCEL);
      response.open = false;
    } else if (response.open && length > 0) {
      http2.sends(new Frame.WindowUpdate(data.stream(), length));
    }
  }

  private void endIf(EndStream endStream, int stream) {
    if (endStream == EndStream.YES) {
      response(stream).end = End.COMPLETE;
      response(stream).open = false;
      if (kind == StreamKind.CONNECT && response(stream).status == 200) {
        http2.sendsData(stream, "", EndStream.YES);
      }
    }
  }

  private Response response(int stream) {
    return responses.get(stream / 2);
  }
}
