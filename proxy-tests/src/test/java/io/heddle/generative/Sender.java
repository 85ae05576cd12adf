package io.heddle.generative;

import io.heddle.generative.Step.Ending;
import io.heddle.generative.Step.Pace;
import io.heddle.generative.Step.Send;
import io.heddle.support.Peer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.SocketTimeoutException;
import java.util.List;

/// Sending side of clients.
final class Sender {
  private Sender() {}

  /// Sends in the background, so that the client can read meanwhile.
  static void inBackground(String bytes, Pace pace, Peer peer) {
    Thread.startVirtualThread(() -> {
      try {
        Step.play(List.of(new Send(bytes, pace)), peer);
      } catch (SocketTimeoutException | UncheckedIOException e) {
        // The proxy has ended the connection: reading shows it.
      }
    });
  }

  /// Plays a client that is not proper to its end.
  ///
  /// @param bytes all bytes of its requests
  /// @param exchange the one that it waits for without reading
  static void play(Conduct conduct, String bytes, Peer peer, int exchange, Stage stage)
      throws SocketTimeoutException {
    try {
      switch (conduct) {
        case Conduct.Proper(var pace) -> play(bytes, pace, new Step.Close(), peer);
        case Conduct.CutsRequest(int part, Ending ending) ->
            play(beginning(bytes, part), Pace.IN_PIECES, ending, peer);
        case Conduct.Garbles(int part, String garbage, Ending ending) -> {
          String before = beginning(bytes, part);
          String all = before + garbage + bytes.substring(before.length());
          play(all, Pace.IN_PIECES, ending, peer);
        }
        case Conduct.Leaves(int count, Ending ending) -> {
          inBackground(bytes, Pace.AT_ONCE, peer);
          skip(peer, count);
          Step.play(List.of(ending), peer);
        }
        case Conduct.NeverReads(Ending ending) -> {
          inBackground(bytes, Pace.AT_ONCE, peer.hasLittleRoom());
          stage.origin().awaitPlayed(exchange);
          Step.play(List.of(ending), peer);
        }
      }
    } catch (UncheckedIOException e) {
      // The proxy has ended the connection.
    }
  }

  private static void play(String bytes, Pace pace, Ending ending, Peer peer)
      throws SocketTimeoutException {
    Step.play(List.of(new Send(bytes, pace), ending), peer);
  }

  private static String beginning(String bytes, int part) {
    return bytes.substring(0, (int) ((long) bytes.length() * part / 1000));
  }

  private static void skip(Peer peer, int count) throws SocketTimeoutException {
    try {
      InputStream in = peer.socket().getInputStream();
      in.readNBytes(count);
    } catch (SocketTimeoutException e) {
      throw e;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
