package io.heddle.interop;

import io.heddle.support.HeddleImage;
import io.heddle.support.LoopbackCertificate;
import io.heddle.support.Nginx;
import io.heddle.support.TestFiles;
import io.heddle.support.ThirdPartyProxy;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Command `heddle explain` as a process of its own, through a real proxy.
@Tag("real-client")
class ExplainUpstreamTest {
  @TempDir Path folder;

  @Test
  void anUpstreamInHttp2IsHeardWithoutAServer() {
    LoopbackCertificate certificate = LoopbackCertificate.make(folder);
    try (Nginx web = Nginx.start(TestFiles.folder(folder.resolve("web")));
        var squid = ThirdPartyProxy.squid(folder);
        var upstream = ThirdPartyProxy.nghttpx(certificate, squid)) {
      Path config =
          TestFiles.write(
              folder.resolve("heddle.yaml"),
              """
              outbounds: {next: {url: "%s", tls: {ca: "%s"}}}
              default: next
              """
                  .formatted(upstream.url(), certificate.file()));
      HeddleImage.program()
          .with("explain", "localhost:" + web.httpsPort(), "--config", config)
          .run()
          .succeeds()
          .mentions("alpn h2")
          .mentions("via next");
    }
  }
}
