package io.heddle.generative;

import io.heddle.generative.Conversation.Datagrams;
import io.heddle.support.Associated;
import io.heddle.support.DatagramPeer;
import io.heddle.support.Peer;
import java.io.UncheckedIOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/// Client with a UDP association.
final class DatagramClient {
  /// Datagrams may be lost, but not all of these.
  private static final int TRIES = 5;

  private static final String LAST = "last";

  private DatagramClient() {}

  /// Plays the client to its end.
  ///
  /// @return what the proxy has done wrong
  static Optional<String> play(Datagrams datagrams, Stage stage) throws SocketTimeoutException {
    try (Peer control = stage.proxy().open(datagrams.gate());
        DatagramPeer socket = DatagramPeer.open()) {
      Associated associated = associate(datagrams, control, socket);
      for (String garbage : datagrams.garbage()) {
        associated.sendsRaw(hex(garbage));
      }
      for (int i = 0; i < datagrams.count(); i++) {
        associated.sends("datagram " + i, stage.echo());
      }
      for (int i = 0; i < TRIES; i++) {
        associated.sends(LAST, stage.echo());
      }
      awaitLast(socket);
      Step.play(List.of(datagrams.ending()), control);
      return Optional.empty();
    } catch (UncheckedIOException e) {
      return Optional.of("the association fails: " + e);
    }
  }

  private static Associated associate(Datagrams datagrams, Peer control, DatagramPeer socket) {
    if (datagrams.gate() == Gate.USERS) {
      control.sends("05 01 02").receives("05 02").sendsText("\u0001\u0002me\u0006secret");
      control.receives("01 00");
      return Associated.requestAfterLogin(control, socket, "00 01 00000000 0000");
    }
    return Associated.request(control, socket, "00 01 00000000 0000");
  }

  private static void awaitLast(DatagramPeer socket) {
    String text;
    do {
      text = socket.receives().text();
    } while (!text.endsWith(LAST));
  }

  private static String hex(String bytes) {
    return HexFormat.of().formatHex(bytes.getBytes(StandardCharsets.ISO_8859_1));
  }
}
