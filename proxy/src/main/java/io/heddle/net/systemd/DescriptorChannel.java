package io.heddle.net.systemd;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import io.heddle.address.Address;
import io.heddle.net.SocketAddresses;
import io.heddle.net.scheduler.Readiness;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProtocolFamily;
import java.net.StandardProtocolFamily;
import java.nio.channels.ServerSocketChannel;
import java.util.Optional;
import sun.nio.ch.Net;
import sun.nio.ch.SelChImpl;

/// Makes a channel of a listening socket of which only the descriptor is known, on Linux.
///
/// The JDK does so for descriptor 0 alone, and then puts an end to standard output and error, which
/// is where the log goes. So a channel is opened and bound somewhere, and its descriptor made a
/// copy of the known one (dup2(2)), which closes what it was.
@SuppressWarnings("restricted")
final class DescriptorChannel {
  private static final int SOL_SOCKET = 1;
  private static final int SO_ACCEPTCONN = 30;
  private static final int SO_DOMAIN = 39;
  private static final int AF_INET = 2;
  private static final int AF_INET6 = 10;

  private static final MethodHandle DUP2 =
      function("dup2", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT));
  private static final MethodHandle GETSOCKOPT =
      function(
          "getsockopt",
          FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS, ADDRESS));

  private DescriptorChannel() {}

  private static MethodHandle function(String name, FunctionDescriptor signature) {
    Linker linker = Linker.nativeLinker();
    return linker.downcallHandle(linker.defaultLookup().findOrThrow(name), signature);
  }

  /// Where a descriptor listens; nothing if it is no listening TCP socket.
  static Optional<Address> address(int descriptor) {
    boolean listens = option(descriptor, SO_ACCEPTCONN).filter(value -> value == 1).isPresent();
    if (!listens || family(descriptor).isEmpty()) {
      return Optional.empty();
    }
    try (ServerSocketChannel channel = of(descriptor)) {
      // The channel itself remembers where it was bound.
      return Optional.of(SocketAddresses.of(Net.localAddress(((SelChImpl) channel).getFD())));
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
      throw new AssertionError("a native call throws nothing", e);
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
      throw new AssertionError("a native call throws nothing", e);
    }
  }
}
