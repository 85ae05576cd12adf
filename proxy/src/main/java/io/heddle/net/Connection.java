package io.heddle.net;

import io.heddle.address.Address;
import io.heddle.time.Deadline;
import io.heddle.wire.ByteReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectableChannel;
import java.util.Optional;

/// A byte stream to a peer, whatever carries it.
///
/// One thread may read while another writes. Every call that waits fails with a
/// [java.net.SocketTimeoutException] when the deadline passes and with a
/// [java.nio.channels.ClosedByInterruptException] when its thread is interrupted; any other
/// [IOException] means that the peer is gone. Whoever has the connection from its opener's return
/// value closes it, once no thread reads or writes.
public interface Connection extends AutoCloseable {
  /// For handshakes: reads messages off this connection. What it has read too much is what [#read]
  /// returns first.
  ByteReader reader();

  /// Limits all waiting from now on; [Deadline#NONE], as at the start, for no limit.
  void deadline(Deadline deadline);

  /// Waits, without any buffer, until [#read] has something to say: bytes, the end or an error.
  void awaitReadable() throws IOException;

  /// The channel that is readable when [#awaitReadable] need not wait, once [#readNow] has returned
  /// 0: for a thread that waits for several at once. Empty if there is no such channel, as for a
  /// stream of HTTP/2.
  default Optional<SelectableChannel> selectable() {
    return Optional.empty();
  }

  /// Waits for bytes and puts those that are there into `into`.
  ///
  /// @return how many, at least 1; -1 at the end of the stream
  default int read(ByteBuffer into) throws IOException {
    return reader().read(into);
  }

  /// The same without waiting: 0 if nothing is there yet.
  int readNow(ByteBuffer into) throws IOException;

  /// Sends all of `from`, waiting as often as the peer makes us.
  void write(ByteBuffer from) throws IOException;

  /// Tells the peer that no more bytes follow; reading goes on.
  void shutdownOutput() throws IOException;

  /// Makes [#close] end the stream as broken (TCP: RST), so that the peer does not take it for
  /// complete.
  void markBroken();

  /// From now on has the system ask the peer, when nothing has moved for a while, whether it is
  /// still there; waiting fails once it is not. Any thread may call this, also after [#close].
  void keepAlive();

  /// To be asked whether the peer is still there, while nobody reads.
  default PeerLiveness presence() {
    return new ReadAheadLiveness(this);
  }

  /// Our end.
  Address local();

  /// The peer's end.
  Address remote();

  /// Gives everything back. Never fails and never waits; a second call does nothing.
  @Override
  void close();
}
