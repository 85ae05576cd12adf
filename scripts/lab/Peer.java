import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

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
  private static final int FIRST_PORT = 10_000;
  private static final int LAST_PORT = 30_000;
  private static final int TRIES = 100;

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

  /// Below those that the system gives to clients: after some ten thousands of tunnels all of those
  /// are theirs for another minute.
  static int freePort() throws IOException {
    InetAddress here = InetAddress.ofLiteral("127.0.0.1");
    for (int i = 0; i < TRIES; i++) {
      int port = ThreadLocalRandom.current().nextInt(FIRST_PORT, LAST_PORT);
      try (ServerSocket socket = new ServerSocket(port, 1, here)) {
        return socket.getLocalPort();
      } catch (BindException e) {
        // It is somebody's.
      }
    }
    throw new BindException("no port of " + TRIES + " tried is free");
  }
}
