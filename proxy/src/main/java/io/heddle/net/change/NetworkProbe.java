package io.heddle.net.change;

import io.heddle.address.AddressFamily;
import io.heddle.address.Cidr;
import io.heddle.address.Host;
import io.heddle.jdk.BlockingCheck;
import io.heddle.jdk.Platform;
import io.heddle.net.InterfaceAddresses;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProtocolFamily;
import java.net.StandardProtocolFamily;
import java.nio.channels.DatagramChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Probe of the network of this machine. It asks the system, and sends nothing.
///
/// The local address is that of a datagram socket connected to an address for documentation (RFC 5737,
/// RFC 3849), which lies behind the default route: connecting chooses a route and no more.
public final class NetworkProbe implements NetworkSource {
  private static final InetSocketAddress FAR_V4 = far("192.0.2.1");
  private static final InetSocketAddress FAR_V6 = far("2001:db8::1");
  private static final int DISCARD = 9;

  /// Length of an IPv6 prefix without interface identifier (RFC 4291 §2.5.1).
  private static final int PREFIX_LENGTH = 64;

  /// Name servers of the C library, and those behind the local server of systemd-resolved.
  private static final List<Path> RESOLVER_FILES =
      List.of(Path.of("/etc/resolv.conf"), Path.of("/run/systemd/resolve/resolv.conf"));

  private static final Path ROUTES = Platform.proc().resolve("net/route");

  /// Bytes that are read of a file. The default route is the first in its table.
  private static final int MAX_BYTES = 16 * 1024;

  @Override
  public NetworkState look() throws IOException {
    assert BlockingCheck.isAllowed();
    List<String> resolverLines = new ArrayList<>();
    for (Path file : RESOLVER_FILES) {
      addResolverLines(resolverLines, text(file));
    }
    return new NetworkState(
        localAddress(StandardProtocolFamily.INET, FAR_V4).map(NetworkProbe::asText),
        DefaultRoute.router(text(ROUTES)),
        localAddress(StandardProtocolFamily.INET6, FAR_V6).map(NetworkProbe::asText),
        asTexts(InterfaceAddresses.read().ofTunnels()),
        resolverLines);
  }

  /// The local address that the system would use, if it has a route.
  ///
  /// @throws IOException if there is no descriptor for a socket
  private static Optional<InetAddress> localAddress(ProtocolFamily family, InetSocketAddress far)
      throws IOException {
    try (DatagramChannel socket = DatagramChannel.open(family)) {
      return isRouted(socket, far)
          ? Optional.of(((InetSocketAddress) socket.getLocalAddress()).getAddress())
          : Optional.empty();
    } catch (UnsupportedOperationException e) {
      // The system has no IPv6.
      return Optional.empty();
    }
  }

  private static boolean isRouted(DatagramChannel socket, InetSocketAddress far) {
    try {
      socket.connect(far);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  static List<String> asTexts(List<InetAddress> addresses) {
    return addresses.stream().map(NetworkProbe::asText).distinct().sorted().toList();
  }

  /// An IPv4 address, or the prefix of an IPv6 address.
  static String asText(InetAddress address) {
    Cidr block = Cidr.of(address);
    return (block.family() == AddressFamily.IPV6 ? block.withLength(PREFIX_LENGTH) : block)
        .toString();
  }

  /// Adds the lines of a file of the resolver, without comments.
  static void addResolverLines(List<String> lines, String text) {
    text.lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty() && !line.startsWith("#") && !line.startsWith(";"))
        .forEach(lines::add);
  }

  /// The beginning of a file; empty if there is none, as on other systems, or nobody may read it.
  ///
  /// @throws IOException if there is no descriptor for it
  private static String text(Path file) throws IOException {
    assert BlockingCheck.isAllowed();
    try (InputStream in = Files.newInputStream(file)) {
      return new String(in.readNBytes(MAX_BYTES), StandardCharsets.ISO_8859_1);
    } catch (NoSuchFileException | AccessDeniedException e) {
      return "";
    }
  }

  private static InetSocketAddress far(String address) {
    return new InetSocketAddress(Host.Ip.parse(address).address(), DISCARD);
  }
}
