package io.heddle.generative;

import io.heddle.address.Endpoint;
import io.heddle.generative.Conversation.StreamKind;
import io.heddle.generative.Conversation.Streams;
import io.heddle.generative.Received.Certainty;
import io.heddle.generative.Step.Pace;
import io.heddle.generative.Step.Send;
import io.heddle.generative.Target.Grant;
import io.heddle.http2.frame.EndStream;
import io.heddle.http2.frame.Setting;
import io.heddle.support.Http2Peer;
import io.heddle.support.Peer;
import java.io.UncheckedIOException;
import java.net.SocketTimeoutException;
import java.util.List;
import java.util.Optional;

/// Client that opens HTTP/2 streams on one connection.
final class StreamClient {
  private final Streams streams;
  private final Stage stage;
  private final Http2Peer http2;

  private StreamClient(Streams streams, Stage stage, Http2Peer http2) {
    this.streams = streams;
    this.stage = stage;
    this.http2 = http2;
  }

  /// Plays the client to its end.
  ///
  /// @return what the proxy has done wrong
  static Optional<String> play(Streams streams, Stage stage) throws SocketTimeoutException {
    Setting[] settings =
        streams.conduct() instanceof StreamConduct.ClosedWindows closed
            ? new Setting[] {new Setting(Setting.INITIAL_WINDOW_SIZE, closed.window())}
            : new Setting[0];
    try (Peer peer = stage.proxy().open(Gate.TLS, "h2")) {
      return new StreamClient(streams, stage, Http2Peer.client(peer, settings)).play();
    }
  }

  private Optional<String> play() throws SocketTimeoutException {
    for (int i = 0; i < streams.exchanges().size(); i++) {
      request(2 * i + 1, streams.exchanges().get(i));
    }
    Peer peer = http2.peer();
    try {
      switch (streams.conduct()) {
        case StreamConduct.Proper _ -> {
          return violation(StreamReader.read(http2, streams, Integer.MAX_VALUE));
        }
        case StreamConduct.Resets(int count) -> StreamReader.read(http2, streams, count);
        case StreamConduct.ClosedWindows(_, var ending) -> {
          stage.origin().awaitPlayed(streams.exchanges().getFirst());
          Step.play(List.of(ending), peer);
        }
        case StreamConduct.Garbles(String garbage, var ending) ->
            Step.play(List.of(new Send(garbage, Pace.AT_ONCE), ending), peer);
        case StreamConduct.Ends(var ending) -> Step.play(List.of(ending), peer);
      }
    } catch (UncheckedIOException e) {
      // The proxy has ended the connection.
    }
    return Optional.empty();
  }

  private int count() {
    return streams.exchanges().size();
  }

  private void request(int stream, int exchange) {
    Endpoint target = streams.target().endpoint(exchange, stage);
    switch (streams.kind()) {
      case CONNECT ->
          http2
              .sendsHeaders(stream, ":method CONNECT, :authority " + target, EndStream.NO)
              .sendsData(
                  stream, "GET /" + exchange + " X\r\nConnection: close\r\n\r\n", EndStream.NO);
      case GET ->
          http2.sendsHeaders(
              stream,
              ":method GET, :scheme http, :authority %s, :path /%d".formatted(target, exchange),
              EndStream.YES);
    }
  }

  private Optional<String> violation(List<Received> received) {
    for (int i = 0; i < count(); i++) {
      int exchange = streams.exchanges().get(i);
      Optional<String> violation = violation(exchange, received.get(i));
      if (violation.isPresent()) {
        return violation.map(text -> "exchange %d: %s".formatted(exchange, text));
      }
    }
    return Optional.empty();
  }

  private Optional<String> violation(int exchange, Received received) {
    Target target = streams.target();
    Grant grant = target.grantsTunnel(exchange, stage.seed());
    if (received.status() == 0) {
      return Optional.of("no response: " + received);
    }
    if (streams.kind() == StreamKind.GET) {
      return received.violation(target.response(exchange, stage.seed()), Certainty.CERTAIN);
    }
    if (received.status() == 200 && grant != Grant.NO) {
      return received.streamViolation(
          target.tunnelStream(exchange, stage.seed()),
          grant == Grant.YES ? Certainty.CERTAIN : Certainty.POSSIBLE);
    }
    boolean right = received.isRefusal() && grant != Grant.YES;
    return right ? Optional.empty() : Optional.of("wrong reply: " + received);
  }
}
