package io.heddle.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.heddle.support.AuthenticatingSquid;
import io.heddle.support.CountingWebServer;
import io.heddle.support.HeddleImage;
import io.heddle.support.Program;
import io.heddle.support.ProgramOutput;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Heddle behind squid with NTLM, whose helper takes every password.
@Tag("real-client")
class NtlmSquidTest {
  @TempDir private Path folder;

  @Test
  void tunnelsAndRequestsGetThrough() {
    try (var squid = AuthenticatingSquid.ntlm(folder);
        var origin = CountingWebServer.start();
        var heddle =
            HeddleImage.start(
                folder,
                """
                inbounds: [{listen: "127.0.0.1:0"}]
                outbounds:
                  corp: {url: "http://CORP%%5Cme:secret@localhost:%d", auth: [negotiate, ntlm]}
                default: corp
                """
                    .formatted(squid.port()))) {
      for (String scheme : List.of("socks5h", "http")) {
        curl("--proxytunnel", "-x", heddle.url(scheme), origin.url()).succeeds().prints("0");
      }
      curl("-x", heddle.url("http"), origin.url()).succeeds().prints("0");
      curl("-x", heddle.url("http"), "--data", "x".repeat(100_000), origin.url())
          .succeeds()
          .prints("100000");
      assertEquals(List.of("GET 0", "GET 0", "GET 0", "POST 100000"), origin.requests());
    }
  }

  private static ProgramOutput curl(Object... arguments) {
    return Program.installed("curl").with("--silent", "--max-time", "60").with(arguments).run();
  }
}
