package io.heddle.generative;

import io.heddle.support.Peer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/// Step of one end of a stream.
sealed interface Step {

  /// Sends bytes, which are characters of ISO 8859-1.
  record Send(String bytes, Pace pace) implements Step {}

  /// Last step of a stream.
  sealed interface Ending extends Step {}

  /// Ends the output, and waits until the other end closes.
  record Close() implements Ending {}

  /// Closes with a reset.
  record Reset() implements Ending {}

  /// Sends nothing more, and waits until the other end closes.
  record Stall() implements Ending {}

  /// Size of the pieces in which bytes are written.
  enum Pace {
    AT_ONCE,
    IN_PIECES,
    /// The first bytes one by one, the rest at once.
    BY_BYTE
  }

  /// Number of bytes that are sent one by one.
  int SINGLE_BYTES = 600;

  /// Size of other pieces.
  int PIECE = 1000;

  /// One of the endings; silence is rare, because the proxy waits for its time limit.
  static Ending ending(Dice dice) {
    return dice.oneIn(20) ? new Stall() : dice.oneIn(2) ? new Close() : new Reset();
  }

  /// Any pace, mostly in one write.
  static Pace pace(Dice dice) {
    return dice.of(Pace.AT_ONCE, Pace.AT_ONCE, Pace.IN_PIECES, Pace.BY_BYTE);
  }

  /// Plays the steps.
  ///
  /// @return whether the stream is still open
  /// @throws UncheckedIOException if the other end has gone
  /// @throws SocketTimeoutException if the other end does not close a stream that has ended
  static boolean play(List<? extends Step> steps, Peer peer) throws SocketTimeoutException {
    for (Step step : steps) {
      switch (step) {
        case Send send -> send(send, peer);
        case Close _ -> awaitEnd(peer.ends());
        case Stall _ -> awaitEnd(peer);
        case Reset _ -> peer.resets();
      }
    }
    return !(steps.getLast() instanceof Ending);
  }

  private static void send(Send send, Peer peer) {
    byte[] bytes = send.bytes().getBytes(StandardCharsets.ISO_8859_1);
    int offset = 0;
    while (offset < bytes.length) {
      int most =
          switch (send.pace()) {
            case AT_ONCE -> bytes.length;
            case IN_PIECES -> PIECE;
            case BY_BYTE -> offset < SINGLE_BYTES ? 1 : bytes.length;
          };
      int end = Math.min(bytes.length, offset + most);
      peer.sendsBytes(Arrays.copyOfRange(bytes, offset, end));
      offset = end;
    }
  }

  private static void awaitEnd(Peer peer) throws SocketTimeoutException {
    try (peer) {
      InputStream in = peer.socket().getInputStream();
      byte[] ignored = new byte[8192];
      while (in.read(ignored) >= 0) {
        // Dropped.
      }
    } catch (SocketTimeoutException e) {
      throw e;
    } catch (IOException | UncheckedIOException e) {
      // Ended by a reset.
    }
  }
}
