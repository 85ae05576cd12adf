import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/// A proxy to measure.
///
/// @param command starts it on a port of 127.0.0.1; empty for a direct connection
record Peer(String name, IntFunction<List<String>> command) {

  /// Heddle, those of the others that are on the PATH, and no proxy at all.
  static List<Peer> installed(String image) {
    List<Peer> peers = new ArrayList<>();
    peers.add(
        new Peer(
            "heddle",
            port -> List.of(image + "/bin/heddle", "run", "--listen", "127.0.0.1:" + port)));
    add(peers, "microsocks", port -> List.of("microsocks", "-i", "127.0.0.1", "-p", "" + port));
    peers.add(new Peer("direct", port -> List.of()));
    return peers;
  }

  private static void add(List<Peer> peers, String program, IntFunction<List<String>> command) {
    for (String folder : System.getenv("PATH").split(":")) {
      if (Files.isExecutable(Path.of(folder, program))) {
        peers.add(new Peer(program, command));
        return;
      }
    }
    System.out.println("not measured: " + program + " is not installed");
  }

  /// Starts it in front of `origin`.
  Target start(InetSocketAddress origin) throws IOException, InterruptedException {
    int port = freePort();
    List<String> words = command.apply(port);
    if (words.isEmpty()) {
      return Target.direct(origin);
    }
    Process process =
        new ProcessBuilder(words)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    Target target =
        Target.through(process, new InetSocketAddress(origin.getAddress(), port), origin);
    target.awaitReady();
    return target;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      return socket.getLocalPort();
    }
  }
}
