package io.heddle.cli.doctor;

import io.heddle.address.Endpoint;
import io.heddle.config.Config;
import io.heddle.config.OutboundConfig;
import io.heddle.config.PacConfig.ScriptLocation;
import io.heddle.dial.Resolver;
import io.heddle.jdk.BlockingCheck;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Check of the scripts of proxy auto-config: whether their file can be read, or their server answers.
/// `heddle explain` also runs them, and the status page shows the last failure.
final class ScriptCheck {
  private static final String CHECK = "pac";

  private ScriptCheck() {}

  /// @param resolver that of the proxy
  static List<Finding> findings(Config config, Resolver resolver) {
    return config.outbounds().stream().flatMap(one -> finding(one, resolver).stream()).toList();
  }

  private static Optional<Finding> finding(OutboundConfig outbound, Resolver resolver) {
    return outbound
        .pac()
        .script()
        .map(script ->
            switch (script) {
              case ScriptLocation.LocalScript(var file) -> file(outbound.name(), file);
              case ScriptLocation.RemoteScript(var url) ->
                  OutboundCheck.dialled(CHECK, outbound.name(), server(url), resolver);
            });
  }

  private static Finding file(String outbound, Path file) {
    assert BlockingCheck.isAllowed();
    String subject = outbound + ": script " + file;
    return Files.isRegularFile(file) && Files.isReadable(file)
        ? Finding.ok(CHECK, subject + " can be read")
        : Finding.problem(CHECK, subject + " cannot be read", "is its path right?");
  }

  private static Endpoint server(URI url) {
    int defaultPort = "https".equals(url.getScheme()) ? 443 : 80;
    int port = url.getPort() > 0 ? url.getPort() : defaultPort;
    return Endpoint.parse(url.getHost() + ":" + port);
  }
}
