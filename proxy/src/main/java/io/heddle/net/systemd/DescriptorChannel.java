package io.heddle.net.systemd;

import static io.heddle.foreign.Linux.AF_INET;
import static io.heddle.foreign.Linux.AF_INET6;
import static io.heddle.foreign.Linux.IPPROTO_MPTCP;
import static io.heddle.foreign.Linux.IPPROTO_TCP;
import static io.heddle.foreign.Linux.SOL_SOCKET;
import static io.heddle.foreign.Linux.SO_ACCEPTCONN;
import static io.heddle.foreign.Linux.SO_DOMAIN;
import static io.heddle.foreign.Linux.SO_PROTOCOL;
import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import io.heddle.address.Address;
import io.heddle.foreign.NativeFunctions;
import io.heddle.jdk.ChannelInternals;
import io.heddle.net.Sockets;
import io.heddle.net.scheduler.Readiness;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProtocolFamily;
import java.net.StandardProtocolFamily;
import java.nio.channels.ServerSocketChannel;
import java.util.Optional;

/// Channel over a listening socket of another process, of which only the descriptor is known, on Linux.
///
/// The JDK does this for descriptor 0 alone ([System#inheritedChannel]), and then closes standard
/// output and error, which the log needs. So a channel of the JDK is opened and bound to a free port,
/// and its descriptor is then made a copy of the inherited one by dup2(2), which closes the socket
/// that the channel had.
public final class DescriptorChannel {
  private static final MethodHandle DUP2 =
      NativeFunctions.find("dup2", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT));
  private static final MethodHandle GETSOCKOPT =
      NativeFunctions.find(
          "getsockopt",
          FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS, ADDRESS));

  private DescriptorChannel() {}

  /// The address on which a descriptor listens; empty if it is no listening TCP socket.
  public static Optional<Address> listeningAddress(int descriptor) {
    boolean listens = option(descriptor, SO_ACCEPTCONN).filter(value -> value == 1).isPresent();
    if (!listens || !isTcp(descriptor) || family(descriptor).isEmpty()) {
      return Optional.empty();
    }
    try (ServerSocketChannel channel = open(descriptor)) {
      // Asked of the system: the channel remembers where it was bound itself.
      return Optional.of(Sockets.of(ChannelInternals.localAddress(channel)));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /// A channel on a copy of the descriptor, which the caller closes. Its local address is not that of
  /// the socket.
  ///
  /// @param descriptor of a listening TCP socket
  public static ServerSocketChannel open(int descriptor) throws IOException {
    ProtocolFamily family = family(descriptor).orElseThrow();
    ServerSocketChannel channel = ServerSocketChannel.open(family);
    try {
      String loopback = family == StandardProtocolFamily.INET ? "127.0.0.1" : "::1";
      channel.bind(new InetSocketAddress(InetAddress.ofLiteral(loopback), 0));
      if (duplicate(descriptor, Readiness.descriptor(channel)) < 0) {
        throw new IOException("descriptor " + descriptor + " cannot be copied");
      }
      return channel;
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  private static Optional<ProtocolFamily> family(int descriptor) {
    return option(descriptor, SO_DOMAIN)
        .flatMap(domain ->
            switch (domain) {
              case AF_INET -> Optional.of(StandardProtocolFamily.INET);
              case AF_INET6 -> Optional.of(StandardProtocolFamily.INET6);
              default -> Optional.empty();
            });
  }

  private static int duplicate(int from, int to) {
    try {
      return (int) DUP2.invokeExact(from, to);
    } catch (Throwable e) {
      throw NativeFunctions.impossible(e);
    }
  }

  private static boolean isTcp(int descriptor) {
    return option(descriptor, SO_PROTOCOL)
        .filter(protocol -> protocol == IPPROTO_TCP || protocol == IPPROTO_MPTCP)
        .isPresent();
  }

  /// The value of a socket option; empty if the descriptor is no socket.
  private static Optional<Integer> option(int descriptor, int name) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment value = arena.allocate(JAVA_INT);
      MemorySegment length = arena.allocateFrom(JAVA_INT, (int) JAVA_INT.byteSize());
      int result = (int) GETSOCKOPT.invokeExact(descriptor, SOL_SOCKET, name, value, length);
      return result == 0 ? Optional.of(value.get(JAVA_INT, 0)) : Optional.empty();
    } catch (Throwable e) {
      throw NativeFunctions.impossible(e);
    }
  }
}
