package io.heddle.interop;

import io.heddle.support.HeddleImage;
import io.heddle.support.Nginx;
import io.heddle.support.Program;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Many requests at once: none is lost, and none fails.
@Tag("real-client")
class HttpLoadTest {
  private static final int REQUESTS = 5000;

  @AutoClose private static Nginx web;
  @AutoClose private static HeddleImage proxy;

  @BeforeAll
  static void start(@TempDir Path folder) {
    web = Nginx.start(folder);
    proxy =
        HeddleImage.start(
            folder,
            """
            inbounds: [{listen: "127.0.0.1:0", transparent: true}]
            log: {access: false}
            """);
  }

  @Test
  void abOnKeptConnections() {
    ab("-k").run().succeeds().mentions("Keep-Alive requests:    " + REQUESTS).lacks("Non-2xx");
  }

  @Test
  void abOnConnectionsOfTheirOwn() {
    ab().run().succeeds().mentions("Complete requests:      " + REQUESTS).lacks("Non-2xx");
  }

  private static Program ab(Object... arguments) {
    return Program.installed("ab")
        .with("-q", "-n", REQUESTS, "-c", 20, "-X", proxy.address())
        .with(arguments)
        .with(web.http("127.0.0.1", "hello.txt"));
  }

  /// It knows no proxies.
  @Test
  void wrkThroughATransparentProxy() {
    Program.installed("wrk")
        .with("--duration", "2s", "--connections", 50, "--threads", 2)
        .with("--header", "Host: 127.0.0.1:" + web.httpPort())
        .with("http://" + proxy.address() + "/hello.txt")
        .run()
        .succeeds()
        .mentions("Requests/sec")
        .lacks("Socket errors")
        .lacks("Non-2xx");
  }
}
