package io.heddle.interop;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.support.Await;
import io.heddle.support.HeddleImage;
import io.heddle.support.Nginx;
import io.heddle.support.Program;
import io.heddle.support.ProgramOutput;
import io.heddle.support.TestFiles;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Command `heddle rules` at a running proxy, with curl as the client.
@Tag("real-client")
class RulesCommandTest {
  @TempDir Path folder;

  private Program heddle() {
    return HeddleImage.program().environment("XDG_RUNTIME_DIR", folder);
  }

  private HeddleImage start() {
    Path file =
        TestFiles.write(
            folder.resolve("heddle.yaml"),
            "inbounds: [{listen: \"127.0.0.1:0\"}]\nrules:\n  - {domains: [ads.example], to: block}\n");
    return HeddleImage.starting(heddle().with("run", "--config", file));
  }

  private ProgramOutput rules(Object... words) {
    return heddle().with("rules").with(words).run();
  }

  private static String status(HeddleImage proxy, String url) {
    return Program.installed("curl")
        .with("--silent", "--output", "/dev/null", "--write-out", "%{http_code}")
        .with("--noproxy", "", "--proxy", proxy.url("http"), url)
        .run()
        .succeeds()
        .out();
  }

  @Test
  void aRuleHoldsForItsTime(@TempDir Path webFolder) throws Exception {
    try (Nginx web = Nginx.start(webFolder);
        HeddleImage proxy = start()) {
      String url = web.http("127.0.0.1", "no-such-file");
      assertTrue(!status(proxy, url).equals("403"), "before");
      rules("add", "{cidrs: [127.0.0.0/8], to: block}", "--for", "2s")
          .succeeds()
          .prints("added temporary#1\n");
      assertTrue(status(proxy, url).equals("403"), "during");
      proxy.logs("rule=temporary#1");
      rules().succeeds().mentions("temporary#1  1     ").mentions("heddle.yaml:3");
      Await.until("it has ended", () -> !status(proxy, url).equals("403"));
      proxy.logs("temporary#1 has ended");
      assertTrue(!rules().succeeds().out().contains("temporary"), "after");
    }
  }

  @Test
  void mistakesChangeNothing() {
    try (HeddleImage proxy = start()) {
      rules("add", "{domains: [a], to: blok}")
          .exits(2)
          .complains(
              "heddle: rule:1:20: rule.to: there is no outbound \"blok\"; did you mean \"block\"?");
      rules("add").exits(2).complains("add needs a rule");
      rules("remove", "1").exits(1).complains("heddle: there is no temporary rule 1");
      rules("remove", "x").exits(2).complains("is not the number of a temporary rule");
      rules("ad", "x").exits(2).complains("did you mean \"add\"?");
      rules("--for", "1s").exits(2).complains("--for belongs to rules add");
      rules("add", "{to: block}", "--for", "1").exits(2).complains("heddle: --for: 1 needs a unit");
      assertTrue(!rules().succeeds().out().contains("temporary"), "nothing was added");
      proxy.stop().succeeds();
    }
    rules().exits(1).complains("no proxy of this user is running");
  }
}
