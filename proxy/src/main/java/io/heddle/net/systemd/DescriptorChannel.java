package io.heddle.net.systemd;

import static io.heddle.foreign.Linux.AF_INET;
import static io.heddle.foreign.Linux.AF_INET6;
import static io.heddle.foreign.Linux.SOL_SOCKET;
import static io.heddle.foreign.Linux.SO_ACCEPTCONN;
import static io.heddle.foreign.Linux.SO_DOMAIN;
import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import io.heddle.address.Address;
import io.heddle.foreign.NativeFunctions;
import io.heddle.jdk.InternalChannel;
import io.heddle.net.SocketAddresses;
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

/// Makes a channel of a listening socket of which only the descriptor is known, on Linux.
///
/// The JDK does so for descriptor 0 alone, and then puts an end to standard output and error, which
/// is where the log goes. So a channel is opened and bound somewhere, and its descriptor made a
/// copy of the known one (dup2(2)), which closes what it was.
final class DescriptorChannel {
  private static final MethodHandle DUP2 =
      NativeFunctions.find("dup2", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT));
  private static final MethodHandle GETSOCKOPT =
      NativeFunctions.find(
          "getsockopt",
          FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS, ADDRESS));

  private DescriptorChannel() {}

  /// Where a descriptor listens; nothing if it is no listening TCP socket.
  static Optional<Address> address(int descriptor) {
    boolean listens = option(descriptor, SO_ACCEPTCONN).filter(value -> value == 1).isPresent();
    if (!listens || family(descriptor).isEmpty()) {
      return Optional.empty();
    }
    try (ServerSocketChannel channel = of(descriptor)) {
      // The channel itself remembers where it was bound.
      return Optional.of(SocketAddresses.of(InternalChannel.localAddress(channel)));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /// A channel on a copy of the descriptor, which the caller closes. Its own idea of its address is
  /// wrong.
  ///
  /// @param descriptor of a listening TCP socket
  static ServerSocketChannel of(int descriptor) throws IOException {
    ProtocolFamily family = family(descriptor).orElseThrow();
    ServerSocketChannel channel = ServerSocketChannel.open(family);
    try {
      String loopback = family == StandardProtocolFamily.INET ? "127.0.0.1" : "::1";
      channel.bind(new InetSocketAddress(InetAddress.ofLiteral(loopback), 0));
      if (copy(descriptor, Readiness.descriptor(channel)) < 0) {
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

  private static int copy(int from, int to) {
    try {
      return (int) DUP2.invokeExact(from, to);
    } catch (Throwable e) {
      throw NativeFunctions.impossible(e);
    }
  }

  /// An option of a socket; nothing if it is none.
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
