package io.heddle.dial;

import io.heddle.net.SocketConnection;
import io.heddle.net.TcpOptions;
import io.heddle.net.scheduler.Readiness;
import io.heddle.request.RefusedException;
import io.heddle.time.Deadline;
import io.heddle.trace.Step;
import io.heddle.trace.Tracing;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.SocketChannel;
import java.nio.channels.UnsupportedAddressTypeException;
import java.util.Map;

/// Attempt to connect to one address.
record ConnectAttempt(InetSocketAddress target) {

  /// Connects. The caller closes the connection.
  ///
  /// @throws RefusedException if the attempt fails, with the reason
  /// @throws ClosedByInterruptException if the thread is interrupted
  SocketConnection connect(Deadline deadline) throws RefusedException, ClosedByInterruptException {
    return Tracing.step(
        new Step.Connect(target), ConnectAttempt::facts, () -> connectOrRefuse(deadline));
  }

  private static Map<String, String> facts(SocketConnection connection) {
    return Map.of("from", connection.local().toString());
  }

  private SocketConnection connectOrRefuse(Deadline deadline)
      throws RefusedException, ClosedByInterruptException {
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

  /// An IPv6 socket costs more, also in the kernel, so it is opened for IPv6 addresses only.
  private SocketChannel openChannel() throws IOException {
    return target.getAddress() instanceof Inet4Address
        ? SocketChannel.open(StandardProtocolFamily.INET)
        : SocketChannel.open();
  }

  private SocketConnection open(Deadline deadline) throws IOException {
    SocketChannel channel = openChannel();
    try {
      channel.configureBlocking(false);
      // A peer on this machine has answered when the system call returns, so we ask before we wait.
      for (boolean connected = channel.connect(target); !connected; ) {
        connected = channel.finishConnect();
        if (!connected) {
          Readiness.await(channel, Readiness.Event.CONNECTED, deadline);
        }
      }
      TcpOptions.apply(channel);
      return new SocketConnection(channel);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }
}
