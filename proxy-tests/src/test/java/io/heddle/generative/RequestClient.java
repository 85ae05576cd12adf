package io.heddle.generative;

import io.heddle.address.Endpoint;
import io.heddle.generative.Conversation.Order;
import io.heddle.generative.Conversation.Requests;
import io.heddle.generative.Conversation.Version;
import io.heddle.generative.Received.Certainty;
import io.heddle.generative.Received.End;
import io.heddle.generative.Step.Pace;
import io.heddle.support.Peer;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.SocketTimeoutException;
import java.util.List;
import java.util.Optional;

/// Client that sends HTTP/1 requests.
final class RequestClient {
  private final Requests requests;
  private final Stage stage;

  private RequestClient(Requests requests, Stage stage) {
    this.requests = requests;
    this.stage = stage;
  }

  /// Plays the client to its end.
  ///
  /// @return what the proxy has done wrong
  static Optional<String> play(Requests requests, Stage stage) throws SocketTimeoutException {
    RequestClient client = new RequestClient(requests, stage);
    List<String> messages = requests.requests().stream().map(client::message).toList();
    try (Peer peer = stage.proxy().open(requests.gate())) {
      if (requests.conduct() instanceof Conduct.Proper(Pace pace)) {
        return client.playProperly(peer, pace, messages);
      }
      int first = requests.requests().getFirst().exchange();
      Sender.play(requests.conduct(), String.join("", messages), peer, first, stage);
      return Optional.empty();
    }
  }

  private String message(Request request) {
    Endpoint target = requests.target().endpoint(request.exchange(), stage);
    String path = "/" + request.exchange();
    String uri = requests.gate() == Gate.TRANSPARENT ? path : "http://" + target + path;
    String version = requests.version() == Version.HTTP10 ? "HTTP/1.0" : "HTTP/1.1";
    String fields = "Host: " + target + "\r\n" + Handshake.login(requests.gate());
    return request.bytes(uri, version, fields);
  }

  private Optional<String> playProperly(Peer peer, Pace pace, List<String> messages)
      throws SocketTimeoutException {
    InputStream in = input(peer);
    boolean pipelined = requests.order() == Order.PIPELINED;
    if (pipelined) {
      Sender.inBackground(String.join("", messages), pace, peer);
    }
    for (int i = 0; i < messages.size(); i++) {
      int exchange = requests.requests().get(i).exchange();
      if (!pipelined) {
        Sender.inBackground(messages.get(i), pace, peer);
      }
      Received received = MessageReader.response(in);
      Optional<String> violation = violation(i, received);
      if (violation.isPresent() || received.end() != End.COMPLETE || received.last()) {
        return violation.map(text -> "exchange %d: %s".formatted(exchange, text));
      }
    }
    return Optional.empty();
  }

  private Optional<String> violation(int index, Received received) {
    Request request = requests.requests().get(index);
    boolean first = index == 0;
    if (first && received.status() == 0) {
      return Optional.of("no response: " + received);
    }
    boolean certain =
        (first || requests.order() == Order.IN_TURN)
            && request.upload() instanceof Request.Upload.None;
    return received.violation(
        requests.target().response(request.exchange(), stage.seed()),
        certain ? Certainty.CERTAIN : Certainty.POSSIBLE);
  }

  private static InputStream input(Peer peer) {
    try {
      return new BufferedInputStream(peer.socket().getInputStream());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
