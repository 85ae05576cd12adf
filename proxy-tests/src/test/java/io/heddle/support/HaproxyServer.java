package io.heddle.support;

import io.heddle.address.Endpoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// HAProxy with the configuration `conf/haproxy.cfg`, except the addresses.
public record HaproxyServer(RunningProgram process, int port) implements AutoCloseable {

  /// Starts HAProxy in front of two proxies.
  public static HaproxyServer start(Path folder, HeddleImage one, HeddleImage two) {
    int port = FreePorts.free();
    try {
      String config =
          Files.readString(Path.of("..", "conf", "haproxy.cfg"))
              .replace("bind 127.0.0.1:1080", "bind 127.0.0.1:" + port)
              .replace("server one 127.0.0.1:1081", "server one " + one.address())
              .replace("server two 127.0.0.1:1082", "server two " + two.address());
      Path file = TestFiles.write(folder.resolve("haproxy.cfg"), config);
      RunningProgram process = Program.installed("haproxy").with("-db", "-f", file).start();
      Await.until("it listens", () -> FreePorts.accepts(port));
      return new HaproxyServer(process, port);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// New client connection.
  public Peer client() {
    return Peer.connect(Endpoint.parse("127.0.0.1:" + port));
  }

  @Override
  public void close() {
    process.close();
  }
}
