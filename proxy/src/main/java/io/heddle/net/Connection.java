package io.heddle.net;

import io.heddle.address.Address;
import io.heddle.time.Deadline;
import io.heddle.wire.ByteReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectableChannel;
import java.util.Optional;

/// Byte stream to a peer: a TCP or UNIX socket, TLS over another connection, or a stream of HTTP/2.
///
/// One thread may read while another writes. Every call that waits fails with a
/// [java.net.SocketTimeoutException] when the deadline passes and with a
/// [java.nio.channels.ClosedByInterruptException] when its thread is interrupted; any other
/// [IOException] means that the peer is gone. The caller of the method that returned the connection
/// owns it, and closes it once no thread reads or writes.
public interface Connection extends AutoCloseable {
  /// The reader of messages for handshakes. Bytes that it has read ahead are those that [#read] returns
  /// first.
  ByteReader reader();

  /// Sets the deadline of all waiting from now on. It is [Deadline#NONE] at first.
  void deadline(Deadline deadline);

  /// Waits, without a buffer, until [#read] need not wait: for bytes, the end of the stream or an
  /// error. May return early, so callers try to read, and wait again.
  void awaitReadable() throws IOException;

  /// Waits as [#awaitReadable], but never returns early: a [#read] does not wait. Bytes that have come
  /// may be in [#reader] then.
  default void awaitPayload() throws IOException {
    awaitReadable();
    int _ = reader().peek();
  }

  /// Waits, without a buffer, until the peer sends a byte or ends its stream. The byte is lost: for a
  /// peer that has nothing more to say.
  default void awaitEnd() throws IOException {
    ByteBuffer unexpected = ByteBuffer.allocate(1);
    do {
      awaitReadable();
    } while (readNow(unexpected) == 0);
  }

  /// The channel that is readable when [#awaitReadable] need not wait, once [#readNow] has returned
  /// 0: for a thread that waits for several at once. Empty if there is no such channel, as for a
  /// stream of HTTP/2.
  default Optional<SelectableChannel> selectable() {
    return Optional.empty();
  }

  /// Waits for bytes and puts those that are there into `into`.
  ///
  /// @return the number of bytes, at least 1; -1 at the end of the stream
  default int read(ByteBuffer into) throws IOException {
    return reader().read(into);
  }

  /// Reads without waiting: as [#read], but 0 if there are no bytes yet.
  int readNow(ByteBuffer into) throws IOException;

  /// Sends all of `from`, and waits while the send buffer of the socket is full.
  void write(ByteBuffer from) throws IOException;

  /// Sends as much of `from` as can be sent without waiting.
  ///
  /// @return whether all of it has been sent; if not, the caller goes on with [#write] and what is left
  ///     of `from`, which may be nothing
  boolean writeNow(ByteBuffer from) throws IOException;

  /// Ends our stream. Reading goes on.
  void shutdownOutput() throws IOException;

  /// Waits, once the peer's stream has ended, while the connection may still be reset by a fault of the
  /// rules, which no read shows any more. Other connections never wait.
  ///
  /// @throws InjectedResetException if it is reset
  default void awaitInjectedReset() throws IOException {}

  /// Makes [#close] reset the stream (TCP: RST), so that the peer does not take it for complete.
  void resetOnClose();

  /// Enables TCP keep-alive: the system probes a silent peer, and waiting fails once it does not
  /// answer. Any thread may call this, also after [#close].
  void keepAlive();

  /// A probe of the peer for the time in which no thread reads.
  default PeerLiveness liveness() {
    return new ReadAheadLiveness(this);
  }

  /// The address of our end.
  Address local();

  /// The address of the peer's end.
  Address remote();

  /// Closes the connection. Never fails and never waits; a second call does nothing.
  @Override
  void close();

  /// Liveness of a peer, probed by reading ahead into the connection's reader, where the bytes stay
  /// unread. Once the reader has too many bytes, the peer counts as connected: its end is behind bytes
  /// that are not read.
  final class ReadAheadLiveness implements PeerLiveness {
    private static final int MAX_BUFFERED = 16 * 1024;
    private static final int STEP = 1024;

    private final Connection peer;
    private volatile PeerState state = PeerState.CONNECTED;

    ReadAheadLiveness(Connection peer) {
      this.peer = peer;
    }

    @Override
    public PeerState state() {
      return state;
    }

    /// Does nothing once the peer has ended, since reading shows no more then.
    @Override
    public void probe() {
      if (state == PeerState.CONNECTED && peer.reader().buffered() < MAX_BUFFERED) {
        try {
          readAhead();
        } catch (IOException | RuntimeException e) {
          // Whatever fails, the probing thread has other peers to probe.
          state = PeerState.BROKEN;
        }
      }
    }

    private void readAhead() throws IOException {
      ByteReader reader = peer.reader();
      ByteBuffer ahead = ByteBuffer.allocate(reader.buffered() + STEP);
      reader.drain(ahead);
      try {
        if (peer.readNow(ahead) < 0) {
          state = PeerState.HALF_CLOSED;
        }
      } finally {
        reader.unread(ahead.flip());
      }
    }
  }
}
