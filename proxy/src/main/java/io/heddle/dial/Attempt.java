package io.heddle.dial;

import io.heddle.net.Deadline;
import io.heddle.net.Readiness;
import io.heddle.net.SocketConnection;
import io.heddle.net.TcpOptions;
import io.heddle.request.RefusedException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.SocketChannel;
import java.nio.channels.UnsupportedAddressTypeException;

/// One try to connect to one address.
record Attempt(InetSocketAddress target) {

  /// The connection, which the caller closes.
  ///
  /// @throws RefusedException if it fails, with the reason
  /// @throws ClosedByInterruptException if the thread is interrupted
  SocketConnection connect(Deadline deadline) throws RefusedException, ClosedByInterruptException {
    try {
      return open(deadline);
    } catch (ClosedByInterruptException e) {
      throw e;
    } catch (IOException e) {
      throw new RefusedException(ConnectFailures.refusal(e, target));
    } catch (UnsupportedAddressTypeException e) {
      throw new RefusedException(ConnectFailures.noIpv6(target));
    }
  }

  private SocketConnection open(Deadline deadline) throws IOException {
    SocketChannel channel = SocketChannel.open();
    try {
      channel.configureBlocking(false);
      if (!channel.connect(target)) {
        do {
          Readiness.await(channel, Readiness.Event.CONNECTED, deadline);
        } while (!channel.finishConnect());
      }
      TcpOptions.apply(channel);
      return new SocketConnection(channel);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }
}
