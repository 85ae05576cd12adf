package io.heddle.cli.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.app.LookupBuilder;
import io.heddle.config.Config;
import io.heddle.config.file.ConfigFile;
import io.heddle.dial.Resolver;
import io.heddle.support.NameServerPeer;
import io.heddle.support.Origin;
import io.heddle.support.TestFiles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Checks of servers that only the configuration knows the addresses of.
@Tag("component")
class OutboundCheckTest {
  @TempDir private Path folder;

  private List<Finding> findings(String yaml) throws Exception {
    Path file = TestFiles.write(folder.resolve("heddle.yaml"), yaml);
    Config config = ConfigFile.load(file, _ -> Optional.empty());
    try (Resolver resolver = LookupBuilder.resolver(config.dns())) {
      List<Finding> all = new ArrayList<>(OutboundCheck.findings(config, resolver));
      all.addAll(ScriptCheck.findings(config, resolver));
      return all;
    }
  }

  @Test
  void namesAreLookedUpAsTheProxyDoes() throws Exception {
    try (Origin server = Origin.start()) {
      int port = server.address().port();
      List<Finding> findings =
          findings(
              """
              dns: {hosts: {proxy.test: 127.0.0.1}}
              outbounds:
                a: {url: "http://proxy.test:%d"}
                b: {pac: "http://proxy.test:%d/proxy.pac"}
              """
                  .formatted(port, port));
      assertEquals(
          List.of(Finding.Verdict.OK, Finding.Verdict.OK),
          findings.stream().map(Finding::verdict).toList(),
          findings::toString);
    }
  }

  @Test
  void theNameServerOfADomainIsAsked() throws Exception {
    try (NameServerPeer server =
        NameServerPeer.answering(query -> List.of(NameServerPeer.response(query, 5)))) {
      Finding finding =
          findings(
                  """
                  dns: {servers: [{domains: [corp.example], at: "127.0.0.1:%d"}]}
                  outbounds: {a: {url: "http://proxy.corp.example:1"}}
                  """
                      .formatted(server.address().getPort()))
              .getFirst();
      assertEquals(Finding.Verdict.PROBLEM, finding.verdict());
      assertTrue(finding.text().contains("refuses to answer about the name"), finding::text);
    }
  }

  @Test
  void aServerThatIsNotThereIsAProblem() throws Exception {
    Finding finding =
        findings("outbounds: {a: {url: 'http://" + Origin.closedPort() + "'}}").getFirst();
    assertEquals(Finding.Verdict.PROBLEM, finding.verdict());
  }
}
