package io.heddle.interop;

import static java.util.concurrent.TimeUnit.MINUTES;

import io.heddle.support.ClientFolder;
import io.heddle.support.HeddleImage;
import io.heddle.support.Nginx;
import io.heddle.support.Program;
import io.heddle.support.RequiresLinux;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The metrics as Prometheus's own client library reads them.
@Tag("real-client")
class MetricsTest {
  @Test
  @RequiresLinux
  @Timeout(value = 5, unit = MINUTES)
  void areWhatPrometheusExpects(@TempDir Path folder) {
    ClientFolder client = ClientFolder.named("prometheus");
    client.prepare(
        Program.installed("python3").with("-m", "venv", "venv"),
        Program.at(client.file("venv/bin/python"))
            .with("-m", "pip", "install", "--quiet", "--requirement", "requirements.txt"));
    String config =
        """
        inbounds: [{listen: "127.0.0.1:0"}]
        outbounds: {"group": {balance: [direct]}}
        default: group
        admin: {listen: "127.0.0.1:0"}
        """;
    try (Nginx web = Nginx.start(folder);
        HeddleImage proxy = HeddleImage.start(folder, config)) {
      for (String scheme : new String[] {"http", "socks5h"}) {
        Program.installed("curl")
            .with("--silent", "--proxy", proxy.url(scheme))
            .with(web.http("localhost", "hello.txt"), "http://127.0.0.1:1/")
            .run()
            .mentions("hello");
      }
      Program.at(client.file("venv/bin/python"))
          .with(client.file("client.py"), proxy.statusPage() + "metrics")
          .run()
          .succeeds()
          .mentions("heddle_connections counter\n")
          .mentions("heddle_connections_active gauge\n")
          .mentions("heddle_requests counter\n")
          .mentions("heddle_requests_refused counter\n")
          .mentions("heddle_relayed_bytes counter\n")
          .mentions("heddle_udp_drops counter\n")
          .mentions("heddle_network_changes counter\n")
          .mentions("heddle_dial_duration_seconds histogram\n")
          .mentions("heddle_outbound_member_up gauge\n")
          .mentions("process_cpu_seconds counter\n")
          .mentions("process_open_fds gauge\n");
    }
  }
}
