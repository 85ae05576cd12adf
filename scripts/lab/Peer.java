import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A proxy to measure.
///
/// @param trials that it takes part in
/// @param behind starts what it goes through; empty for nothing
/// @param command starts it on a port of 127.0.0.1; empty for no proxy at all
record Peer(
    String name,
    Set<Trial> trials,
    Target.Manner manner,
    Sign sign,
    Code code,
    List<String> behind,
    Command command) {

  /// How a proxy is started.
  @FunctionalInterface
  interface Command {
    /// @param origin to which those lead that cannot be asked
    List<String> on(int port, InetSocketAddress origin) throws IOException;
  }

  /// A program in machine code, which is known to be ready by that it accepts.
  static Peer of(String name, Set<Trial> trials, Target.Manner manner, Command command) {
    return new Peer(name, trials, manner, Sign.ACCEPTS, Code.MACHINE, List.of(), command);
  }

  /// Starts it in front of `origin`.
  ///
  /// @throws IOException if it cannot be started, or does not get ready
  Target start(InetSocketAddress origin) throws IOException, InterruptedException {
    int port = freePort();
    List<String> words = command.on(port, origin);
    if (words.isEmpty()) {
      return new Target(Optional.empty(), origin, origin, code, manner);
    }
    Running proxy = Running.start(words, behind);
    try {
      InetSocketAddress address = new InetSocketAddress(origin.getAddress(), port);
      Target target = new Target(Optional.of(proxy), address, origin, code, manner);
      sign.await(proxy, target);
      proxy.ready();
      return target;
    } catch (IOException | InterruptedException e) {
      proxy.close();
      throw e;
    }
  }

  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      return socket.getLocalPort();
    }
  }
}
