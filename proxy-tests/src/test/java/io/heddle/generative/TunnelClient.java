package io.heddle.generative;

import io.heddle.generative.Conversation.Tunnel;
import io.heddle.generative.Received.Certainty;
import io.heddle.generative.Step.Pace;
import io.heddle.generative.Target.Grant;
import io.heddle.generative.Target.TunnelStream;
import io.heddle.support.Peer;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.util.List;
import java.util.Optional;

/// Client with one tunnel.
final class TunnelClient {
  private final Tunnel tunnel;
  private final Stage stage;
  private final List<String> handshake;
  private final String payload;

  private TunnelClient(Tunnel tunnel, Stage stage) {
    this.tunnel = tunnel;
    this.stage = stage;
    handshake =
        Handshake.messages(
            tunnel.protocol(), tunnel.gate(), tunnel.target().endpoint(tunnel.exchange(), stage));
    payload = "GET /%d HTTP/1.1\r\nConnection: close\r\n\r\n".formatted(tunnel.exchange());
  }

  /// Plays the client to its end.
  ///
  /// @return what the proxy has done wrong
  static Optional<String> play(Tunnel tunnel, Stage stage) throws SocketTimeoutException {
    TunnelClient client = new TunnelClient(tunnel, stage);
    try (Peer peer = stage.proxy().open(tunnel.gate())) {
      if (tunnel.conduct() instanceof Conduct.Proper(Pace pace)) {
        return client.playProperly(peer, pace);
      }
      String all = String.join("", client.handshake) + client.payload;
      Sender.play(tunnel.conduct(), all, peer, tunnel.exchange(), stage);
      return Optional.empty();
    }
  }

  private Optional<String> playProperly(Peer peer, Pace pace) throws SocketTimeoutException {
    Grant grant = tunnel.target().grantsTunnel(tunnel.exchange(), stage.seed());
    InputStream in;
    try {
      in = new BufferedInputStream(peer.socket().getInputStream());
      boolean granted = shakesHands(peer, pace, in);
      if (grant == (granted ? Grant.NO : Grant.YES)) {
        return Optional.of(granted ? "granted without a tunnel" : "refused without a reason");
      }
      if (!granted) {
        return Optional.empty();
      }
    } catch (SocketTimeoutException e) {
      throw e;
    } catch (IOException e) {
      return Optional.of("ended without a reply: " + e);
    }
    if (!tunnel.early()) {
      Sender.inBackground(payload, pace, peer);
    }
    TunnelStream stream = tunnel.target().tunnelStream(tunnel.exchange(), stage.seed());
    Received received = MessageReader.stream(in);
    if (!tunnel.gate().showsResets() && !stream.regular()) {
      return Optional.empty();
    }
    return received.streamViolation(
        stream, grant == Grant.YES ? Certainty.CERTAIN : Certainty.POSSIBLE);
  }

  private boolean shakesHands(Peer peer, Pace pace, InputStream in) throws IOException {
    if (tunnel.early()) {
      Sender.inBackground(String.join("", handshake) + payload, pace, peer);
    }
    boolean granted = true;
    for (int i = 0; granted && i < handshake.size(); i++) {
      if (!tunnel.early()) {
        Sender.inBackground(handshake.get(i), pace, peer);
      }
      boolean last = i == handshake.size() - 1;
      granted = last ? Handshake.isGranted(tunnel.protocol(), in) : isAccepted(in);
    }
    return granted;
  }

  /// Reads a reply of two bytes before that to the request.
  private static boolean isAccepted(InputStream in) throws IOException {
    byte[] reply = in.readNBytes(2);
    if (reply.length < 2) {
      throw new EOFException();
    }
    return reply[1] == 0 || reply[1] == 2;
  }
}
