package io.heddle.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.heddle.support.Await;
import io.heddle.support.HeddleImage;
import io.heddle.support.NetworkNamespace;
import io.heddle.support.Prerequisites;
import io.heddle.support.Program;
import io.heddle.support.TestFiles;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Rules that depend on the network of the machine, which is a namespace.
@Tag("real-client")
class NetworkRulesTest {
  @TempDir private Path folder;

  @Test
  void aRuleHoldsOnceTheMachineHasAnAddress() {
    Prerequisites.check(NetworkNamespace.isPossible(), "the right to make network namespaces");
    Path config =
        TestFiles.write(
            folder.resolve("heddle.yaml"),
            """
            inbounds: [{listen: "127.0.0.1:0"}]
            rules: [{when: {address-in: [10.20.0.0/16]}, to: block}]
            """);
    try (NetworkNamespace office = NetworkNamespace.open();
        HeddleImage proxy =
            HeddleImage.starting(
                office
                    .program()
                    .with(HeddleImage.launcher(HeddleImage.folder()), "run", "--config", config))) {
      assertEquals("502", status(office, proxy));
      office.add("10.20.3.4/16");
      Await.until("the rule holds", () -> status(office, proxy).equals("403"));
    }
  }

  /// Status of a request to a port of the namespace at which nobody listens.
  private static String status(NetworkNamespace office, HeddleImage proxy) {
    Program curl =
        office
            .program()
            .with("curl", "--silent", "--output", "/dev/null", "--write-out", "%{http_code}")
            .with("--noproxy", "", "--proxy", proxy.url("http"))
            .with("http://" + NetworkNamespace.INSIDE + ":1/");
    return curl.run().out();
  }
}
